/** Access, background jobs and packages of an older time: their mechanisms, and how each is taken out. */
import { teethOf } from './teeth.ts'

const CORS = 'tests/api/test_cors.py'
const HEADERS = 'tests/api/test_security_headers.py'
const LIMIT = 'tests/api/test_rate_limit.py'
const BODIES = 'tests/api/test_body_limit.py'
const CALLS = 'tests/integration/test_rate_limit.py'
const SECURITY = 'tests/unit/test_security.py'
const CELERY = 'tests/unit/test_celery_app.py'
const MIDDLEWARE = 'src/api/middleware'

export const ACCESS_TEETH = teethOf({
  [`${MIDDLEWARE}/cors.py`]: [
    ['the origins of the settings', 'allow_origins=origins', 'allow_origins=("*",)', CORS],
    ['the middleware of CORS', 'app.add_middleware(Cors)', 'del app', CORS],
  ],
  [`${MIDDLEWARE}/faults.py`]: [
    ['CORS of errors nobody expected', 'app.add_middleware(Faults)', 'del app', CORS],
  ],
  [`${MIDDLEWARE}/security_headers.py`]: [
    ['headers of errors nobody expected', 'ORDER = 8', 'ORDER = 11', HEADERS],
    ['security headers', 'headers.setdefault(name, value)', 'del name, value', HEADERS],
    ['respect for what a route says', 'headers.setdefault(name, value)', 'headers[name] = value', HEADERS],
    [
      'the exception of the documentation',
      'if not documented or message["status"] != HTTPStatus.OK:',
      'if True:',
      HEADERS,
    ],
  ],
  [`${MIDDLEWARE}/docs.py`]: [
    ['hidden documentation', '== "production"', '== "nowhere"', 'tests/api/test_docs.py'],
  ],
  [`${MIDDLEWARE}/rate_limit.py`]: [
    ['a limit', 'if seconds == 0:', 'if seconds >= 0:', LIMIT],
    ['the exception of the probes', 'scope["path"] in PROBES', 'scope["path"] == "/"', LIMIT],
  ],
  [`${MIDDLEWARE}/body_limit.py`]: [
    ['a limit of bodies', 'return read if size <= most else None', 'return read', BODIES],
    [
      'a count of later chunks',
      'size += len(message.get("body", b""))',
      'size = len(message.get("body", b""))',
      BODIES,
    ],
    [
      'the whole body',
      'return read.pop(0) if read else await receive()',
      'return read.pop() if read else await receive()',
      BODIES,
    ],
  ],
  'src/api/rate_limit.py': [
    ['a count of each client', 'self._counts[client]', 'self._counts[""]', LIMIT],
    ['a new window', 'self._counts.clear()', 'self._counts.copy()', LIMIT],
  ],
})

export const REDIS_TEETH = teethOf({
  'src/api/rate_limit.py': [
    ['a count of each client in Redis', ':{client}:', ':', LIMIT],
    ['a new window in Redis', ':{window:.0f}', '', LIMIT],
    ['leniency while Redis is away', '(RedisConnectionError, RedisTimeoutError)', 'RedisTimeoutError', LIMIT],
  ],
})

const INTERCEPTOR = 'src/grpc/interceptors/rate_limit.py'
export const CALL_TEETH = teethOf({
  [INTERCEPTOR]: [
    ['a limit of calls', 'if seconds > 0:', 'if seconds < 0:', CALLS],
    ['the exception of the probes', 'startswith("/grpc.")', 'startswith("/nothing")', CALLS],
  ],
})

export const JOB_TEETH = teethOf({
  'src/tasks/celery_app.py': [
    ['late acknowledgement', 'task_acks_late=True', 'task_acks_late=False', CELERY],
    ['a second chance', 'task_reject_on_worker_lost=True', 'task_reject_on_worker_lost=False', CELERY],
    ['a longer visibility', '2 * TASK_SECONDS', 'TASK_SECONDS', CELERY],
    ['JSON alone', 'accept_content=["json"]', 'accept_content=["json", "pickle"]', CELERY],
    ['the jobs of the folder', 'include=jobs', 'include=[]', CELERY],
    [
      'one loop for all',
      'return self._runner.run(work(self._resources))',
      'return asyncio.run(work(self._resources))',
      CELERY,
    ],
    ['the end of the loop', 'self._runner.close()', 'pass', CELERY],
  ],
})

export const PACKAGE_TEETH = teethOf({
  'src/core/security.py': [
    ['a refusal of foreign hashes', 'except UnknownHashError:', 'except KeyError:', SECURITY],
    ['an end of the queue for hashes', 'if self._asked >= MOST_HASHES:', 'if False:', SECURITY],
    [
      'threads for hashes alone',
      'run_in_executor(self._threads, work, *texts)',
      'run_in_executor(None, work, *texts)',
      SECURITY,
    ],
  ],
  'gunicorn.conf.py': [
    ['workers of gunicorn that speak ASGI', '"asgi"', '"sync"', 'tests/integration/test_gunicorn.py'],
  ],
  'tests/factories/parcel.py': [['rows that differ', '{number}', '', 'tests/integration/test_factories.py']],
})
