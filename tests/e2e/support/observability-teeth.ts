/** The mechanisms of what is observed, and how each is taken out. */
import type { Tooth } from './teeth.ts'

const MIDDLEWARE = 'src/api/middleware/context.py'
const INTERCEPTOR = 'src/grpc/interceptors/context.py'
const INSTRUMENTATION = 'src/core/boot/instrumentation.py'
const CORRELATION = 'tests/integration/test_correlation.py'
const LOGGING = 'tests/unit/test_logging.py'
const METRICS = 'tests/integration/test_metrics.py'
const TRACING = 'tests/integration/test_tracing.py'
const SENTRY = 'tests/integration/test_sentry.py'

/** Of a service that has every edge, dependency and kind of observation. */
export const OBSERVABILITY_TEETH: readonly Tooth[] = [
  {
    without: 'the correlation id in the answer',
    file: MIDDLEWARE,
    was: '                message["headers"] = [*message["headers"], answered]\n',
    is: '',
    test: `${CORRELATION}::test_request_keeps_its_id`,
  },
  {
    without: 'keys of what an event sends',
    file: 'src/clients/_http.py',
    was: 'request.headers.setdefault(IDEMPOTENCY_HEADER, key)',
    is: 'pass',
    test: 'tests/contract/test_mail_service_client.py::test_attempts_at_an_event_send_the_same_keys',
  },
  {
    without: 'a key for each request of an event',
    file: 'src/core/context.py',
    was: ' {requests[request]}"',
    is: '"',
    test: 'tests/contract/test_mail_service_client.py::test_attempts_at_an_event_send_the_same_keys',
  },
  {
    without: 'attempts that tell which event they are at',
    file: 'src/events/delivery.py',
    was: 'incoming.envelope.source, incoming.envelope.id),\n        ):',
    is: 'incoming.envelope.source),\n        ):',
    test: 'tests/integration/test_consumer.py::test_attempts_at_an_event_name_what_they_send_alike',
  },
  {
    without: 'a look at the id that a caller offers',
    file: 'src/core/context.py',
    was: 'offered if _FIT.fullmatch(offered) else uuid4().hex',
    is: 'offered or uuid4().hex',
    test: `${CORRELATION}::test_request_without_a_fit_id_gets_one`,
  },
  {
    without: 'the correlation of calls',
    file: INTERCEPTOR,
    was: '    correlate(str(offered))\n',
    is: '',
    test: `${CORRELATION}::test_call_keeps_its_id`,
  },
  {
    without: 'probes that leave no line',
    file: MIDDLEWARE,
    was: ' or scope["path"] in _PROBES',
    is: '',
    test: `${CORRELATION}::test_request_leaves_one_line`,
  },
  {
    without: 'the correlation id in every line',
    file: 'src/core/logging.py',
    was: '        add_context,\n',
    is: '',
    test: `${LOGGING}::test_every_log_line_is_json`,
  },
  {
    without: 'silence of libraries at DEBUG',
    file: 'src/core/logging.py',
    was: 'level=logging.WARNING',
    is: 'level=level',
    test: `${LOGGING}::test_the_level_is_that_of_our_own_lines`,
  },
  {
    without: 'redaction',
    file: 'src/core/logging.py',
    was: '        redact,\n',
    is: '',
    test: `${LOGGING}::test_no_line_tells_a_secret`,
  },
  {
    without: 'the route as the label',
    file: MIDDLEWARE,
    was: 'getattr(scope.get("route"), "path", "unmatched")',
    is: 'scope["path"]',
    test: `${METRICS}::test_request_counts_once_under_its_route`,
  },
  {
    without: 'known methods only',
    file: MIDDLEWARE,
    was: 'scope["method"] if scope["method"] in _METHODS else "other"',
    is: 'scope["method"]',
    test: `${METRICS}::test_callers_name_no_label`,
  },
  {
    without: 'the code of a call',
    file: INTERCEPTOR,
    was: 'RPC_SECONDS.labels(method, name)',
    is: 'RPC_SECONDS.labels(method, "OK")',
    test: `${METRICS}::test_call_counts_once_under_its_code`,
  },
  {
    without: 'the state of a breaker',
    file: 'src/core/resilience.py',
    was: 'BREAKER_OPEN.labels(self._dependency).set(1)',
    is: 'BREAKER_OPEN.labels(self._dependency).set(0)',
    test: `${METRICS}::test_a_breaker_tells_that_it_is_open`,
  },
  {
    without: 'the age of the outbox',
    file: 'src/events/outbox_relay.py',
    was: '                    await self._measure()\n',
    is: '',
    test: `${METRICS}::test_the_outbox_tells_what_waits`,
  },
  {
    without: 'a metric that the dashboard asks for',
    file: 'src/core/metrics.py',
    was: '"events_consumed_total"',
    is: '"consumed_total"',
    test: 'tests/unit/test_dashboards.py',
  },
  {
    without: 'spans of requests',
    file: 'src/api/middleware/telemetry.py',
    was: '    FastAPIInstrumentor.instrument_app(',
    is: '    dict(',
    test: `${TRACING}::test_one_trace_behind_a_request`,
  },
  {
    without: 'spans of calls',
    file: 'src/grpc/interceptors/telemetry.py',
    was: 'negate(service_prefix("grpc."))',
    is: 'service_prefix("grpc.")',
    test: `${TRACING}::test_one_trace_behind_a_call`,
  },
  {
    without: 'probes over gRPC that leave no span',
    file: 'src/grpc/interceptors/telemetry.py',
    was: 'aio_server_interceptor(filter_=negate(service_prefix("grpc.")))',
    is: 'aio_server_interceptor()',
    test: `${TRACING}::test_probes_over_grpc_leave_no_span`,
  },
  {
    without: 'readiness checks that leave no span',
    file: 'src/core/health.py',
    was: 'with suppress_instrumentation():',
    is: 'if True:',
    test: `${TRACING}::test_probes_leave_no_span`,
  },
  {
    without: 'spans of the database',
    file: INSTRUMENTATION,
    was: 'database.instrument(engine=resources.engine.sync_engine)',
    is: 'database.instrument()',
    test: `${TRACING}::test_one_trace_behind_a_request`,
  },
  {
    without: 'spans of Redis',
    file: INSTRUMENTATION,
    was: '    RedisInstrumentor.instrument_client(resources.redis)\n',
    is: '',
    test: `${TRACING}::test_one_trace_behind_a_request`,
  },
  {
    without: 'the trace of a call to another service',
    file: 'src/grpc/clients/channel.py',
    was: 'interceptors=aio_client_interceptors()',
    is: 'interceptors=[]',
    test: `${TRACING}::test_one_trace_behind_a_request`,
  },
  {
    without: 'the trace of a request to another service',
    file: 'src/clients/_http.py',
    was: '    HTTPX2ClientInstrumentor.instrument_client(client)\n',
    is: '',
    test: `${TRACING}::test_one_trace_behind_a_request`,
  },
  {
    without: 'the trace in the outbox',
    file: 'src/events/envelope.py',
    was: 'correlation_id.get(), traceparent()',
    is: 'correlation_id.get(), ""',
    test: `${TRACING}::test_an_event_carries_the_trace_of_its_cause`,
  },
  {
    without: 'the trace of an event',
    file: 'src/core/telemetry.py',
    was: '_W3C.extract({"traceparent": parent})',
    is: '_W3C.extract({})',
    test: `${TRACING}::test_a_handler_works_in_the_trace_of_its_event`,
  },
  {
    without: 'the last spans',
    file: 'src/core/boot/telemetry.py',
    was: 'await asyncio.to_thread(provider.shutdown)',
    is: 'await asyncio.sleep(0)',
    test: `${TRACING}::test_the_last_spans_leave_before_the_end`,
  },
  {
    without: 'the decision of the caller',
    file: 'src/core/telemetry.py',
    was: 'sampler=ParentBased(TraceIdRatioBased(ratio))',
    is: 'sampler=TraceIdRatioBased(ratio)',
    test: `${TRACING}::test_callers_decide_on_their_traces`,
  },
  {
    without: 'clean reports',
    file: 'src/core/sentry.py',
    was: '        before_send=clean,\n',
    is: '',
    test: `${SENTRY}::test_failed_request_is_one_report_without_secrets`,
  },
  {
    without: 'reports of calls',
    file: 'src/grpc/interceptors/errors.py',
    was: '        sentry_sdk.capture_exception(tags={"rpc": method})\n',
    is: '',
    test: `${SENTRY}::test_failed_call_is_one_report`,
  },
]
