/** The mechanisms of what is observed, and how each is taken out. */
import { teethOf } from './teeth.ts'

const MIDDLEWARE = 'src/api/middleware/context.py'
const INTERCEPTOR = 'src/grpc/interceptors/context.py'
const INSTRUMENTATION = 'src/core/boot/instrumentation.py'
const CORRELATION = 'tests/integration/test_correlation.py'
const LOGGING = 'tests/unit/test_logging.py'
const METRICS = 'tests/integration/test_metrics.py'
const TRACING = 'tests/integration/test_tracing.py'
const SENTRY = 'tests/integration/test_sentry.py'

/** Of a service that has every edge, dependency and kind of observation. */
export const OBSERVABILITY_TEETH = teethOf({
  [MIDDLEWARE]: [
    [
      'the correlation id in the answer',
      '                message["headers"] = [*message["headers"], answered]\n',
      '',
      `${CORRELATION}::test_request_keeps_its_id`,
    ],
    [
      'probes that leave no line',
      ' or scope["path"] in _PROBES',
      '',
      `${CORRELATION}::test_request_leaves_one_line`,
    ],
    [
      'the route as the label',
      'getattr(scope.get("route"), "path", "unmatched")',
      'scope["path"]',
      `${METRICS}::test_request_counts_once_under_its_route`,
    ],
    [
      'known methods only',
      'scope["method"] if scope["method"] in _METHODS else "other"',
      'scope["method"]',
      `${METRICS}::test_callers_name_no_label`,
    ],
  ],
  'src/clients/_http.py': [
    [
      'keys of what an event sends',
      'request.headers.setdefault(IDEMPOTENCY_HEADER, key)',
      'pass',
      'tests/contract/test_mail_service_client.py::test_attempts_at_an_event_send_the_same_keys',
    ],
    [
      'refusals over REST that tell whether they last',
      'permanent=response.is_client_error',
      'permanent=False',
      'tests/contract/test_mail_service_client.py::test_a_refusal_is_an_answer',
    ],
    [
      'the trace of a request to another service',
      '    HTTPX2ClientInstrumentor.instrument_client(client, request_hook=_hide_query)\n',
      '',
      `${TRACING}::test_one_trace_behind_a_request`,
    ],
    [
      'addresses of other services without queries',
      ', request_hook=_hide_query',
      '',
      `${TRACING}::test_no_span_tells_a_query`,
    ],
    [
      'timeouts over REST that are attempts',
      'is_outage=not isinstance(exc.__cause__, TimeoutError)',
      'is_outage=True',
      'tests/contract/test_mail_service_client.py::test_timeouts_granted_in_full_open_the_circuit',
    ],
    [
      'refusals over REST that may be over',
      ' and response.status_code not in _PASSING',
      '',
      'tests/contract/test_mail_service_client.py::test_a_refusal_is_an_answer',
    ],
  ],
  'src/core/context.py': [
    [
      'a key for each request of an event',
      ' {requests[request]}"',
      '"',
      'tests/contract/test_mail_service_client.py::test_attempts_at_an_event_send_the_same_keys',
    ],
    [
      'a look at the id that a caller offers',
      'offered if _FIT.fullmatch(offered) else uuid4().hex',
      'offered or uuid4().hex',
      `${CORRELATION}::test_request_without_a_fit_id_gets_one`,
    ],
  ],
  'src/events/delivery.py': [
    [
      'attempts that tell which event they are at',
      'incoming.envelope.source, incoming.envelope.id),\n        ):',
      'incoming.envelope.source),\n        ):',
      'tests/integration/test_consumer.py::test_attempts_at_an_event_name_what_they_send_alike',
    ],
    [
      'attempts that count',
      '            timing_attempt(incoming.record.topic, incoming.envelope.time),\n',
      '',
      `${METRICS}::test_each_attempt_counts`,
    ],
    [
      'the outcome of an attempt',
      '            span.set_attribute("event.outcome", str(outcome))\n',
      '',
      `${TRACING}::test_each_attempt_leaves_a_span_that_tells_how_it_ended`,
    ],
  ],
  [INTERCEPTOR]: [
    [
      'the correlation of calls',
      '    correlate(str(offered))\n',
      '',
      `${CORRELATION}::test_call_keeps_its_id`,
    ],
    [
      'the code of a call',
      'RPC_SECONDS.labels(method, name)',
      'RPC_SECONDS.labels(method, "OK")',
      `${METRICS}::test_call_counts_once_under_its_code`,
    ],
  ],
  'src/core/logging.py': [
    [
      'the correlation id in every line',
      '        add_context,\n',
      '',
      `${LOGGING}::test_every_log_line_is_json`,
    ],
    [
      'silence of libraries at DEBUG',
      'level=logging.WARNING',
      'level=level',
      `${LOGGING}::test_the_level_is_that_of_our_own_lines`,
    ],
    ['redaction', '        redact,\n', '', `${LOGGING}::test_no_line_tells_a_secret`],
    [
      'lines that may hold any text',
      'except TypeError:',
      'except KeyError:',
      `${LOGGING}::test_a_line_may_hold_any_text`,
    ],
  ],
  'src/core/resilience.py': [
    [
      'the state of a breaker',
      'BREAKER_OPEN.labels(self._dependency).set(1)',
      'BREAKER_OPEN.labels(self._dependency).set(0)',
      `${METRICS}::test_a_breaker_tells_that_it_is_open`,
    ],
  ],
  'src/events/outbox_relay.py': [
    [
      'the age of the outbox',
      '                await self._measure()\n',
      '',
      `${METRICS}::test_the_outbox_tells_what_waits`,
    ],
    [
      'a timer of its own for counting the outbox',
      'if time.monotonic() < self._measured_at + MEASURE_SECONDS:',
      'if self._measured_at is None:',
      `${METRICS}::test_the_outbox_is_not_counted_at_each_look_and_sent_whether_or_not_it_can_be`,
    ],
    [
      'the span of an event that leaves',
      'traceparent=traceparent(span)',
      'traceparent=row.traceparent',
      `${TRACING}::test_an_event_carries_the_trace_of_its_cause`,
    ],
    [
      'a relay that outlives its metrics',
      '            return\n        finally:\n',
      '            raise\n        finally:\n',
      `${METRICS}::test_the_outbox_is_not_counted_at_each_look_and_sent_whether_or_not_it_can_be`,
    ],
    [
      'a timer that goes on where counting fails',
      '            return\n        finally:\n            self._measured_at = time.monotonic()\n',
      '            return\n        self._measured_at = time.monotonic()\n',
      `${METRICS}::test_the_outbox_is_not_counted_at_each_look_and_sent_whether_or_not_it_can_be`,
    ],
  ],
  'src/events/consumer.py': [
    [
      'what was abandoned has not ended',
      '            if outcome is Outcome.ABANDONED:\n                return\n',
      '',
      `${METRICS}::test_a_consumer_that_waits_tells_so_and_ends_nothing`,
    ],
    [
      'the end of a pause where the group is lost',
      '                self._delivery.forget()\n',
      '',
      `${METRICS}::test_a_consumer_that_loses_its_group_waits_for_nothing`,
    ],
  ],
  'src/events/pause.py': [
    [
      'the end of a pause',
      '        CONSUMER_PAUSED.set(0)\n',
      '',
      `${METRICS}::test_a_consumer_that_waits_tells_so_and_ends_nothing`,
    ],
  ],
  'src/services/errors.py': [
    [
      'a refusal is not asked again',
      '        self.permanent = permanent\n',
      '',
      'tests/integration/test_consumer.py::test_dependency_that_refuses_is_not_asked_again',
    ],
  ],
  'src/grpc/clients/calls.py': [
    [
      'refusals over gRPC that tell whether they last',
      'permanent=exc.code() not in _PASSING',
      'permanent=True',
      'tests/contract/test_stock_service_client.py::test_a_refusal_is_an_answer',
    ],
    [
      'timeouts over gRPC that are attempts',
      'is_outage=exc.code() is not grpc.StatusCode.DEADLINE_EXCEEDED',
      'is_outage=True',
      'tests/contract/test_stock_service_client.py::test_failures_open_the_circuit',
    ],
  ],
  'src/core/metrics.py': [
    [
      'a metric that the dashboard asks for',
      '"events_consumed_total"',
      '"consumed_total"',
      'tests/unit/test_dashboards.py',
    ],
  ],
  'src/api/middleware/telemetry.py': [
    [
      'spans of requests',
      'excluded_urls=_PROBES',
      'excluded_urls="."',
      `${TRACING}::test_one_trace_behind_a_request`,
    ],
    [
      'spans of ours instead of those that the framework makes by itself',
      '    FastAPIInstrumentor.instrument_app(',
      '    (lambda *_, **__: None)(',
      `${TRACING}::test_probes_leave_no_span`,
    ],
    [
      'addresses of requests without queries',
      'server_request_hook=hide_query',
      '',
      `${TRACING}::test_no_span_tells_a_query`,
    ],
  ],
  'src/grpc/interceptors/telemetry.py': [
    [
      'spans of calls',
      'negate(service_prefix("grpc."))',
      'service_prefix("grpc.")',
      `${TRACING}::test_one_trace_behind_a_call`,
    ],
    [
      'probes over gRPC that leave no span',
      'aio_server_interceptor(filter_=negate(service_prefix("grpc.")))',
      'aio_server_interceptor()',
      `${TRACING}::test_probes_over_grpc_leave_no_span`,
    ],
  ],
  'src/core/health.py': [
    [
      'readiness checks that leave no span',
      'with suppress_instrumentation():',
      'if True:',
      `${TRACING}::test_probes_leave_no_span`,
    ],
  ],
  [INSTRUMENTATION]: [
    [
      'spans of the database',
      'database.instrument(engine=resources.engine.sync_engine)',
      'database.instrument()',
      `${TRACING}::test_one_trace_behind_a_request`,
    ],
    [
      'spans of Redis',
      '    RedisInstrumentor.instrument_client(resources.redis)\n',
      '',
      `${TRACING}::test_one_trace_behind_a_request`,
    ],
  ],
  'src/grpc/clients/channel.py': [
    [
      'the trace of a call to another service',
      'interceptors=aio_client_interceptors()',
      'interceptors=[]',
      `${TRACING}::test_one_trace_behind_a_request`,
    ],
  ],
  'src/events/envelope.py': [
    [
      'the trace in the outbox',
      'correlation_id.get(), traceparent()',
      'correlation_id.get(), ""',
      `${TRACING}::test_an_event_carries_the_trace_of_its_cause`,
    ],
  ],
  'src/core/telemetry.py': [
    [
      'the trace of an event',
      'context.attach(_W3C.extract({"traceparent": parent}))',
      'context.attach(_W3C.extract({}))',
      `${TRACING}::test_a_handler_works_in_the_trace_of_its_event`,
    ],
    [
      'the error of an attempt',
      'kind=trace.SpanKind.CONSUMER',
      'record_exception=False, kind=trace.SpanKind.CONSUMER',
      `${TRACING}::test_each_attempt_leaves_a_span_that_tells_how_it_ended`,
    ],
    [
      'the error of an event that cannot leave',
      '        span.set_status(trace.StatusCode.ERROR, str(error))\n',
      '',
      `${TRACING}::test_an_event_that_is_refused_leaves_a_span_with_the_error`,
    ],
    [
      'the decision of the caller',
      'sampler=ParentBased(TraceIdRatioBased(ratio))',
      'sampler=TraceIdRatioBased(ratio)',
      `${TRACING}::test_callers_decide_on_their_traces`,
    ],
  ],
  'src/core/boot/telemetry.py': [
    [
      'an end of baggage',
      '    propagate.set_global_textmap(TraceContextTextMapPropagator())\n',
      '',
      `${TRACING}::test_the_baggage_of_strangers_is_not_handed_on`,
    ],
    [
      'the last spans',
      'await asyncio.to_thread(provider.shutdown)',
      'await asyncio.sleep(0)',
      `${TRACING}::test_the_last_spans_leave_before_the_end`,
    ],
  ],
  'src/core/sentry.py': [
    [
      'clean reports',
      '        before_send=clean,\n',
      '',
      `${SENTRY}::test_failed_request_is_one_report_without_secrets`,
    ],
  ],
  'src/grpc/interceptors/errors.py': [
    [
      'reports of calls',
      '        sentry_sdk.capture_exception(tags={"rpc": method})\n',
      '',
      `${SENTRY}::test_failed_call_is_one_report`,
    ],
    [
      'traces that end with the abort',
      'raise exc from None',
      'raise',
      'tests/integration/test_grpc_server.py::test_a_trace_ends_with_the_abort',
    ],
  ],
})
