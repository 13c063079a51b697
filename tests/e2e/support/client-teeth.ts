/** What a service does about the services it calls, and how each mechanism is taken out. */
import { teethOf } from './teeth.ts'

const GRPC = 'tests/contract/test_stock_service_client.py'
const REST = 'tests/contract/test_mail_service_client.py'
const RESILIENCE = 'tests/unit/test_resilience.py'
const DEADLINES = 'tests/integration/test_deadlines.py'
const SHEDDING = 'tests/integration/test_load_shedding.py'

export const CLIENT_TEETH = teethOf({
  'src/grpc/clients/calls.py': [
    ['the deadline of the caller', 'seconds = remaining(self._timeout)', 'seconds = self._timeout', GRPC],
    ['the correlation of a call', 'return tuple(outgoing().items())', 'return ()', GRPC],
    ['the breaker of gRPC calls', 'self.breaker.attempt(), ', '', GRPC],
    ['the difference of failure and refusal', 'exc.code() in _FAILURES if', 'True if', GRPC],
    ['the bulkhead', 'self.bulkhead.place(), ', '', GRPC],
    ['gRPC callers in a hurry told apart', 'if seconds < self._timeout and ', 'if seconds < 0 and ', GRPC],
    ['INTERNAL as an answer', '_FAILURES = {\n', '_FAILURES = {\n    grpc.StatusCode.INTERNAL,\n', GRPC],
  ],
  'src/grpc/clients/channel.py': [['retries', '"maxAttempts": 3', '"maxAttempts": 2', GRPC]],
  'src/grpc/clients/stock_service.py': [
    [
      'the choice of what is retried',
      '[("matrix.stock.v1.StockService", "GetStock")]',
      '[("matrix.stock.v1.StockService", "GetStock"), ("matrix.stock.v1.StockService", "ReserveStock")]',
      GRPC,
    ],
  ],
  'src/clients/_http.py': [
    [
      'the whole deadline of a request',
      'async with asyncio.timeout(until - time.monotonic()):',
      'async with asyncio.timeout(None):',
      REST,
    ],
    ['the count of attempts', 'attempts=attempts,', 'attempts=ATTEMPTS,', REST],
    ['retries of REST calls', 'ATTEMPTS = 3', 'ATTEMPTS = 1', REST],
    [
      'the breaker of REST calls',
      'self.bulkhead.place(), self.breaker.attempt()',
      'self.bulkhead.place()',
      REST,
    ],
    ['what a problem says', 'problem.get("title")', '""', REST],
    ['REST callers in a hurry told apart', ' if is_cut else ', ' if False else ', REST],
    [
      'timeouts of REST calls that count',
      ' if is_cut else ',
      ' if True else ',
      'tests/contract/test_mail_service_client.py::test_timeouts_granted_in_full_open_the_circuit',
    ],
    ['pauses that the caller can wait for', ' and time.monotonic() + _LONGEST_PAUSE < until', '', REST],
    [
      'a status 500 as an answer',
      'response.status_code in _OVERLOADED',
      'response.status_code in _OVERLOADED | {500}',
      REST,
    ],
  ],
  'src/core/resilience.py': [
    ['the one probe', 'if wait > 0 or self._probing:', 'if wait > 0:', RESILIENCE],
    [
      'the rule for what is cancelled',
      'failed: bool | None = None',
      'failed: bool | None = False',
      RESILIENCE,
    ],
    [
      'the rule for what began before the circuit opened',
      'elif self._opened_at is not None:',
      'elif self._opened_at is None and self._threshold == 0:',
      RESILIENCE,
    ],
    [
      'the difference of the probe and a straggler',
      'if is_probe:',
      'if is_probe or failed is None:',
      RESILIENCE,
    ],
    ['errors that say nothing about the dependency', 'elif failed is not None:', 'else:', RESILIENCE],
  ],
  'src/api/errors.py': [
    [
      'Retry-After',
      'if isinstance(exc, DependencyUnavailableError) else None',
      'if False else None',
      'tests/integration/test_dependency_errors.py',
    ],
  ],
  'src/api/middleware/context.py': [['the deadline of a request', 'deadline.set(', 'print(', DEADLINES]],
  'src/grpc/interceptors/context.py': [
    [
      'the deadline of a call',
      'deadline.set(None if left is None else time.monotonic() + left)',
      'deadline.set(None)',
      DEADLINES,
    ],
    ['the refusal of spent calls', 'if left is not None and left <= 0:', 'if False:', DEADLINES],
  ],
  'src/api/middleware/load_shedding.py': [
    ['the limit of requests', 'self._in_flight += 1', 'self._in_flight += 0', SHEDDING],
  ],
  'src/grpc/interceptors/load_shedding.py': [
    ['the limit of calls', 'if self._in_flight >= self._limit:', 'if False:', SHEDDING],
    ['probes under load', ' or handler_call_details.method.startswith("/grpc.")', '', SHEDDING],
  ],
})
