/** What the edges of a service do against their callers, and for those who operate it. */
import { teethOf } from './teeth.ts'

const SERVER = 'tests/integration/test_grpc_server.py'
const PROBLEMS = 'tests/api/test_problems.py'
const DEADLINES = 'tests/integration/test_deadlines.py'
const BODIES = 'tests/api/test_body_limit.py'
const PROCESS = 'tests/integration/test_shutdown.py'
const TEXT = 'tests/unit/test_text.py'
const WIRING = 'tests/unit/test_wiring.py'

export const EDGE_TEETH = teethOf({
  'src/api/middleware/body_limit.py': [
    ['a size of bodies', 'return read if size <= most else None', 'return read', BODIES],
    ['a time of bodies', 'asyncio.timeout(remaining(BODY_SECONDS))', 'asyncio.timeout(None)', BODIES],
  ],
  'src/api/middleware/load_shedding.py': [
    [
      'places that slow bodies leave free',
      'ORDER = 59',
      'ORDER = 57',
      'tests/integration/test_load_shedding.py',
    ],
  ],
  'src/api/middleware/context.py': [
    ['an end at the deadline', 'asyncio.timeout(limit)', 'asyncio.timeout(None)', DEADLINES],
    ['answers that are finished', 'waiting.reschedule(None)', 'pass', DEADLINES],
  ],
  'src/api/middleware/no_store.py': [
    ['answers that nothing keeps', '"no-store"', '"private"', 'tests/api/test_no_store.py'],
  ],
  'src/api/middleware/faults.py': [
    ['errors that nothing keeps', 'app.add_middleware(Faults)', 'del app', 'tests/api/test_no_store.py'],
  ],
  'src/api/middleware/docs.py': [
    ['a 404 like any other', '"Not Found"', '"Hidden"', 'tests/api/test_docs.py'],
    ['a 404 instead of the way there', 'path.rstrip("/") in', 'path in', 'tests/api/test_docs.py'],
  ],
  'src/api/errors.py': [
    ['problems of the framework', 'app.exception_handler(HTTPException)(on_http)', 'pass', PROBLEMS],
    ['problems of requests', 'app.exception_handler(RequestValidationError)(on_invalid)', 'pass', PROBLEMS],
    ['silence about what was sent', '("loc", "msg", "type")', '("loc", "msg", "type", "input")', PROBLEMS],
    ['silence about what nobody expected', '"Internal server error"', 'str(exc)', PROBLEMS],
    ['the id of a request that failed', '{CORRELATION_HEADER: correlation_id.get()}', '{}', PROBLEMS],
    ['log lines of faults', 'exc.http_status >= HTTPStatus.INTERNAL_SERVER_ERROR', 'False', PROBLEMS],
  ],
  'src/core/text.py': [
    ['text without NUL', 'if isinstance(part, str) and "\\0" in part:', 'if False:', TEXT],
    ['text in lists', 'parts += part\n', 'pass\n', TEXT],
    ['text in objects', '[*part, *part.values()]', '[]', TEXT],
  ],
  'src/grpc/interceptors/errors.py': [
    ['log lines of faults in calls', 'exc.http_status >= HTTPStatus.INTERNAL_SERVER_ERROR', 'False', SERVER],
    ['blame where it belongs', 'except InvalidRequestError as exc:', 'except ValueError as exc:', SERVER],
  ],
  'src/grpc/requests.py': [
    ['requests that are read', 'except ValidationError as exc:', 'except KeyError as exc:', SERVER],
  ],
  'src/grpc/server.py': [
    ['hidden reflection', '!= "production"', '!= "nowhere"', SERVER],
    ['an age of connections', ', *CONNECTION_AGE]', ']', SERVER],
  ],
  'src/api/app.py': [['resources of its own', '        attach(app, resources)', '        pass', WIRING]],
  'src/main.py': [
    ['brackets of IPv6', 'f"[{host}]:', 'f"{host}:', SERVER],
    ['an end on a taken port', 'raise SystemExit(1) from exc', 'raise SystemExit(0) from exc', PROCESS],
    [
      'silence until the port is taken',
      '        attach(app, resources)',
      '        log.info("started")\n        attach(app, resources)',
      PROCESS,
    ],
  ],
  'src/core/config.py': [
    ['URLs that are not shown', ', repr=False)', ')', WIRING],
    ['bounds of numbers', 'Field(default=5, ge=0)', '5', WIRING],
  ],
  'tests/fixtures/redis.py': [
    [
      'care for keys of others',
      'client.delete(*named)',
      'client.flushdb()',
      'tests/integration/test_redis.py',
    ],
  ],
  'src/__init__.py': [['one version', '__version__ = "', '__version__ = "9', WIRING]],
})
