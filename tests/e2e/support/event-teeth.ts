/** The mechanisms of events, and how each is taken out. */
import { teethOf } from './teeth.ts'

const CONSUMER = 'tests/integration/test_consumer.py'
const KAFKA = 'tests/unit/test_kafka.py'
const INBOX = 'tests/integration/test_inbox.py'
const SHUTDOWN = 'tests/integration/test_worker.py::test_shutdown_takes_no_longer_than_its_time'
const WORKER = 'tests/integration/test_worker.py::test_sigterm_finishes_the_record_in_work'
const CONTRACT = 'tests/contract/test_events.py::test_model_is_what_the_schema_says'

/** Of a service that consumes and produces with a database, and has no API. */
export const EVENT_TEETH = teethOf({
  'src/events/delivery.py': [
    [
      'inbox',
      'if not await uow.inbox.first_time(self._group, incoming.envelope.source, incoming.envelope.id):',
      'if incoming is None:',
      `${CONSUMER}::test_duplicate_event_has_one_effect`,
    ],
    [
      'inbox and effect in one transaction',
      '            await incoming.handler.handle(',
      '            await uow.commit()\n            await incoming.handler.handle(',
      `${CONSUMER}::test_crash_before_the_commit_leaves_nothing`,
    ],
    [
      'retry in place',
      'attempt >= self._settings.HANDLER_ATTEMPTS',
      'attempt >= 1',
      `${CONSUMER}::test_failure_is_retried_in_place`,
    ],
    [
      'pause on an outage',
      'if is_outage(exc):',
      'if exc is None:',
      `${CONSUMER}::test_outage_pauses_without_counting_attempts`,
    ],
    [
      'time limit of a handler',
      'asyncio.timeout(self._settings.HANDLER_TIMEOUT_SECONDS)',
      'asyncio.timeout(None)',
      `${CONSUMER}::test_slow_handler_is_cut_off`,
    ],
    [
      'a stub stops the consumer',
      '            except StubNotImplemented:\n                raise\n',
      '',
      `${CONSUMER}::test_stub_stops_the_consumer_and_stays_uncommitted`,
    ],
    [
      'records wait for a place for dead letters',
      'except TopicRefusedError as refused:',
      'except KeyError as refused:',
      `${CONSUMER}::test_dead_letters_wait_for_their_topic`,
    ],
  ],
  'src/events/consumer.py': [
    [
      'offset after the work',
      '            outcome = await self.process(',
      '            await subscription.commit(record)\n            outcome = await self.process(',
      `${CONSUMER}::test_crash_before_the_commit_leaves_nothing`,
    ],
    [
      'undecodable records are buried',
      'except UnprocessableError as exc:',
      'except KeyError as exc:',
      `${CONSUMER}::test_unreadable_record_is_buried_at_once`,
    ],
    [
      'correlation of the event',
      'working_on(incoming.envelope.correlation_id)',
      'working_on("")',
      `${CONSUMER}::test_work_carries_the_correlation_of_its_event`,
    ],
    [
      'the consumer joins again',
      'except BrokerUnavailableError as exc:',
      'except KeyError as exc:',
      `${CONSUMER}::test_consumer_joins_when_the_broker_is_back`,
    ],
    [
      'readiness of the consumer',
      'if self._subscription is None:',
      'if self._group is None:',
      `${CONSUMER}::test_consumer_is_not_ready_before_it_joined`,
    ],
    [
      'a question to the group',
      '        await self._subscription.check()\n',
      '',
      `${CONSUMER}::test_consumer_is_not_ready_while_its_group_does_not_answer`,
    ],
    [
      'joins in vain that come later each time',
      '                    self._subscription = subscription\n',
      '                    self._subscription, self._delay = subscription, FIRST_DELAY_SECONDS\n',
      `${CONSUMER}::test_a_consumer_that_joins_in_vain_joins_later_each_time`,
    ],
  ],
  'src/events/dead_letters.py': [
    [
      'dead letter topic',
      '        await producer.send(Message(topic, record.key, record.value, record.headers + headers))\n',
      '        headers = ()\n',
      `${CONSUMER}::test_last_attempt_ends_in_the_dead_letter_topic`,
    ],
    [
      'a note of records that no dead letter can hold',
      'except RefusedError as refused:',
      'except KeyError as refused:',
      `${CONSUMER}::test_record_that_is_too_large_with_the_reason_leaves_a_note`,
    ],
    [
      'the stack trace of the last attempt',
      ', exc_info=exc',
      '',
      `${CONSUMER}::test_last_attempt_leaves_its_stack_trace`,
    ],
    [
      'reasons that may be any text',
      'text.encode(errors="replace")',
      'text.encode()',
      `${CONSUMER}::test_a_reason_may_be_any_text`,
    ],
  ],
  'src/events/failures.py': [
    [
      'permanent failures are not retried',
      'bool(getattr(exc, "permanent", False))',
      'exc is None',
      `${CONSUMER}::test_permanent_failure_is_not_retried`,
    ],
    [
      'dead letters that quote no row',
      'if isinstance(exc, DBAPIError):',
      'if exc is None:',
      `${CONSUMER}::test_a_broken_rule_of_the_database_quotes_no_row`,
    ],
    [
      'dead letters that quote no value',
      'if isinstance(exc, ValidationError):',
      'if exc is None:',
      `${CONSUMER}::test_a_model_that_does_not_fit_quotes_no_value`,
    ],
  ],
  'src/core/database.py': [
    [
      'pause while the database is away',
      'raise DatabaseUnavailableError(f"{type(exc).__name__}: {exc}") from exc',
      'raise',
      `${CONSUMER}::test_database_that_is_away_pauses`,
    ],
  ],
  'src/events/kafka.py': [
    [
      'a cancellation that leaks out of the client is not ours',
      'if _is_cancelled():',
      'if self._consumer:',
      `${KAFKA}::test_a_cancellation_that_is_not_ours_means_to_join_again`,
    ],
    [
      'a record that a pause meets is handed out later',
      '                    self._consumer.seek(partition, r.offset)\n',
      '',
      `${KAFKA}::test_a_pause_loses_no_record_of_a_partition_that_is_assigned_in_it`,
    ],
    [
      'records without key and value can be passed on',
      'b"" if message.key is None',
      'None if message.key is None',
      `${KAFKA}::test_a_record_with_neither_key_nor_value_can_be_passed_on`,
    ],
    [
      'what is too large is not a broker that is away',
      'if isinstance(exc, _TOO_LARGE):',
      'if exc is None:',
      `${KAFKA}::test_what_cannot_be_sent_is_told_from_a_broker_that_is_away`,
    ],
    [
      'a missing topic is not a broker that is away',
      'if message.topic in refused:',
      'if message.topic in set():',
      `${KAFKA}::test_what_cannot_be_sent_is_told_from_a_broker_that_is_away`,
    ],
    [
      'credentials',
      'if protocol in {"SASL_PLAINTEXT", "SASL_SSL"}:',
      'if protocol == "SASL_PLAINTEXT":',
      `${KAFKA}::test_connection_is_as_safe_as_the_settings_say`,
    ],
    [
      'a question that reaches the coordinator',
      'await self._consumer.committed(',
      'hash(',
      `${KAFKA}::test_a_group_that_does_not_answer_is_told`,
    ],
    [
      'records that cannot be read are no outage',
      'except _UNREADABLE as exc:',
      'except KeyError as exc:',
      `${KAFKA}::test_records_that_cannot_be_read_are_no_reason_to_join_again`,
    ],
    [
      'an end to commits that are not answered',
      'except (KafkaError, TimeoutError) as exc:',
      'except KafkaError as exc:',
      `${KAFKA}::test_a_commit_that_is_not_answered_ends`,
    ],
    [
      'each topic is judged by itself',
      '            except TopicAuthorizationFailedError:\n                return f"no access to topic {topic}"\n',
      '',
      `${KAFKA}::test_what_cannot_be_sent_is_told_from_a_broker_that_is_away`,
    ],
  ],
  'src/events/loops.py': [
    [
      'the record in work is finished',
      '        await end(until, consuming',
      '        consuming.cancel()\n        await end(until, consuming',
      WORKER,
    ],
    [
      'the outbox is flushed at the end',
      '        relay.stop()\n',
      '        relay.stop()\n        relaying.cancel()\n',
      WORKER,
    ],
    ['not ready while it drains', '    resources.health.draining = True\n', '', WORKER],
    [
      'the end of a shutdown',
      'await asyncio.wait(late, timeout=CLOSING_SECONDS)',
      'await asyncio.wait(late)',
      SHUTDOWN,
    ],
    ['one deadline for all that is shut down', 'timeout=max(0.0, left)', 'timeout=20', SHUTDOWN],
  ],
  'src/repositories/outbox_repository.py': [
    [
      'event and effect in one transaction',
      '        envelope = new_envelope(event, key=key)\n',
      '        await self._session.commit()\n        self._session.begin()\n        envelope = new_envelope(event, key=key)\n',
      `${CONSUMER}::test_crash_before_the_commit_leaves_nothing`,
    ],
  ],
  'src/core/config.py': [
    [
      'attempts fit between two polls',
      '> self.KAFKA_MAX_POLL_INTERVAL_SECONDS:',
      '< 0:',
      'tests/unit/test_wiring.py::test_attempts_have_to_fit_between_two_polls',
    ],
  ],
  'src/schemas/events/parcel_moved.json': [
    ['model and schema of a topic are one', '"properties": {', '"properties": { "extra": {},', CONTRACT],
  ],
  'src/repositories/inbox_repository.py': [
    [
      'events of another source are others',
      'source=source,',
      'source="",',
      `${CONSUMER}::test_event_of_another_source_is_no_duplicate`,
    ],
    ['the inbox forgets', 'InboxEntry.handled_at < before', 'InboxEntry.handled_at > before', INBOX],
  ],
  'src/events/envelope.py': [
    [
      'ids that the inbox cannot hold are unreadable',
      'if len(text) > _LONGEST or "\\0" in text:',
      'if text is None:',
      `${CONSUMER}::test_unreadable_record_is_buried_at_once`,
    ],
    [
      'keys that a column can hold',
      '_text("key", message.key or b"")',
      '(message.key or b"").decode()',
      `${CONSUMER}::test_key_that_is_too_long_is_unreadable`,
    ],
    [
      'times with a zone only',
      'if time.tzinfo is None:',
      'if text is None:',
      `${CONSUMER}::test_unreadable_record_is_buried_at_once`,
    ],
    [
      'times beyond the calendar are unreadable',
      'except (ValueError, OverflowError) as exc:',
      'except ValueError as exc:',
      `${CONSUMER}::test_unreadable_record_is_buried_at_once`,
    ],
    [
      'the type of the event',
      'if value != topic.encode():',
      'if not value:',
      `${CONSUMER}::test_unreadable_record_is_buried_at_once`,
    ],
    [
      'headers of others are not read',
      'headers = dict(message.headers)',
      'headers = {name: value.decode().encode() for name, value in message.headers}',
      `${CONSUMER}::test_headers_of_others_may_hold_anything`,
    ],
  ],
  'src/main.py': [
    [
      'the log of what ends the process',
      '        log.exception("failed")\n',
      '',
      'tests/integration/test_worker.py::test_what_ends_the_process_is_in_its_log',
    ],
  ],
  'src/events/pause.py': [
    [
      'pauses that grow',
      'backoff(self._settings, self._times)',
      'backoff(self._settings, 1)',
      `${CONSUMER}::test_pauses_grow_and_are_told_once`,
    ],
    [
      'pauses as long as they are asked for',
      'getattr(exc, "retry_after", 0.0)',
      '0.0',
      `${CONSUMER}::test_pauses_grow_and_are_told_once`,
    ],
    [
      'one line for all pauses',
      'if self._times == 0:\n            log.warning',
      'if self._times >= 0:\n            log.warning',
      `${CONSUMER}::test_pauses_grow_and_are_told_once`,
    ],
    [
      'waits that can be computed after any number of failures',
      'min(failures - 1, _MOST_DOUBLINGS)',
      '(failures - 1)',
      `${CONSUMER}::test_no_wait_is_longer_than_its_limit`,
    ],
  ],
  'src/events/inbox_cleaner.py': [
    [
      'patience of the cleaner',
      'except (*UNAVAILABLE, DBAPIError) as exc:',
      'except UNAVAILABLE as exc:',
      `${INBOX}::test_a_database_that_fails_delays`,
    ],
  ],
  'src/schemas/events/base.py': [
    [
      'models that hide what they refuse',
      ', hide_input_in_errors=True',
      '',
      `${CONSUMER}::test_a_model_that_does_not_fit_quotes_no_value`,
    ],
  ],
})
