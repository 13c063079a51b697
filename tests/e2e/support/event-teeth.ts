/** The mechanisms of events, and how each is taken out. */
import type { Tooth } from './teeth.ts'

const CONSUMER = 'tests/integration/test_consumer.py'
const OUTBOX = 'tests/integration/test_outbox.py'
const WORKER = 'tests/integration/test_worker.py::test_sigterm_finishes_the_record_in_work'
const CONTRACT = 'tests/contract/test_events.py::test_model_is_what_the_schema_says'

/** Of a service that consumes and produces with a database, and has no API. */
export const EVENT_TEETH: readonly Tooth[] = [
  {
    without: 'inbox',
    file: 'src/events/delivery.py',
    was: 'if not await uow.inbox.first_time(self._group, work.envelope.id):',
    is: 'if work is None:',
    test: `${CONSUMER}::test_duplicate_event_has_one_effect`,
  },
  {
    without: 'inbox and effect in one transaction',
    file: 'src/events/delivery.py',
    was: '            await work.handler.handle(',
    is: '            await uow.commit()\n            await work.handler.handle(',
    test: `${CONSUMER}::test_crash_before_the_commit_leaves_nothing`,
  },
  {
    without: 'offset after the work',
    file: 'src/events/consumer.py',
    was: '            outcome = await self.process(',
    is: '            await subscription.commit(record)\n            outcome = await self.process(',
    test: `${CONSUMER}::test_crash_before_the_commit_leaves_nothing`,
  },
  {
    without: 'retry in place',
    file: 'src/events/delivery.py',
    was: 'attempt >= self._settings.HANDLER_ATTEMPTS',
    is: 'attempt >= 1',
    test: `${CONSUMER}::test_failure_is_retried_in_place`,
  },
  {
    without: 'dead letter topic',
    file: 'src/events/dead_letters.py',
    was: '    await producer.send([Message(record.topic + SUFFIX, record.key, record.value, headers)])\n',
    is: '',
    test: `${CONSUMER}::test_last_attempt_ends_in_the_dead_letter_topic`,
  },
  {
    without: 'undecodable records are buried',
    file: 'src/events/consumer.py',
    was: 'except UnprocessableError as exc:',
    is: 'except KeyError as exc:',
    test: `${CONSUMER}::test_unreadable_record_is_buried_at_once`,
  },
  {
    without: 'permanent failures are not retried',
    file: 'src/events/delivery.py',
    was: 'return isinstance(exc, UnprocessableError)',
    is: 'return exc is None',
    test: `${CONSUMER}::test_permanent_failure_is_not_retried`,
  },
  {
    without: 'pause on an outage',
    file: 'src/events/delivery.py',
    was: 'if _is_outage(exc):',
    is: 'if exc is None:',
    test: `${CONSUMER}::test_outage_pauses_without_counting_attempts`,
  },
  {
    without: 'pause while the database is away',
    file: 'src/core/database.py',
    was: 'raise DatabaseUnavailableError(f"{type(exc).__name__}: {exc}") from exc',
    is: 'raise',
    test: `${CONSUMER}::test_database_that_is_away_pauses`,
  },
  {
    without: 'time limit of a handler',
    file: 'src/events/delivery.py',
    was: 'asyncio.timeout(self._settings.HANDLER_TIMEOUT_SECONDS)',
    is: 'asyncio.timeout(None)',
    test: `${CONSUMER}::test_slow_handler_is_cut_off`,
  },
  {
    without: 'a stub stops the consumer',
    file: 'src/events/delivery.py',
    was: '            except StubNotImplemented:\n                raise\n',
    is: '',
    test: `${CONSUMER}::test_stub_stops_the_consumer_and_stays_uncommitted`,
  },
  {
    without: 'correlation of the event',
    file: 'src/events/consumer.py',
    was: 'working_on(work.envelope.correlation_id)',
    is: 'working_on("")',
    test: `${CONSUMER}::test_work_carries_the_correlation_of_its_event`,
  },
  {
    without: 'the consumer joins again',
    file: 'src/events/consumer.py',
    was: 'except BrokerUnavailableError as exc:',
    is: 'except KeyError as exc:',
    test: `${CONSUMER}::test_consumer_outlives_an_outage_of_the_broker`,
  },
  {
    without: 'a cancellation that leaks out of the client is not ours',
    file: 'src/events/kafka.py',
    was: 'if _is_cancelled():',
    is: 'if self._consumer:',
    test: 'tests/unit/test_kafka.py',
  },
  {
    without: 'readiness of the consumer',
    file: 'src/events/consumer.py',
    was: 'if not self._joined:',
    is: 'if self._joined is None:',
    test: `${CONSUMER}::test_consumer_is_not_ready_before_it_joined`,
  },
  {
    without: 'the record in work is finished',
    file: 'src/events/work.py',
    was: '        await end(consuming, ',
    is: '        consuming.cancel()\n        await end(consuming, ',
    test: WORKER,
  },
  {
    without: 'the outbox is flushed at the end',
    file: 'src/events/work.py',
    was: '        relay.stop()\n',
    is: '        relay.stop()\n        relaying.cancel()\n',
    test: WORKER,
  },
  {
    without: 'not ready while it drains',
    file: 'src/events/work.py',
    was: '    resources.health.draining = True\n',
    is: '',
    test: WORKER,
  },
  {
    without: 'event and effect in one transaction',
    file: 'src/repositories/outbox_repository.py',
    was: '        envelope = new_envelope(event, key=key)\n',
    is: '        await self._session.commit()\n        self._session.begin()\n        envelope = new_envelope(event, key=key)\n',
    test: `${CONSUMER}::test_crash_before_the_commit_leaves_nothing`,
  },
  {
    without: 'rows are deleted once they are sent',
    file: 'src/events/outbox_relay.py',
    was: '                await reader.delete(rows)\n',
    is: '                return 0\n',
    test: `${OUTBOX}::test_only_what_was_committed_is_sent`,
  },
  {
    without: 'rows are deleted only when they are sent',
    file: 'src/events/outbox_relay.py',
    was: '            rows = await reader.heads(self._settings.OUTBOX_BATCH)\n',
    is: '            rows = await reader.heads(self._settings.OUTBOX_BATCH)\n            await reader.delete(rows)\n            await session.commit()\n            session.begin()\n',
    test: `${OUTBOX}::test_relay_outlives_an_outage_of_the_broker`,
  },
  {
    without: 'the relay waits for the broker',
    file: 'src/events/outbox_relay.py',
    was: 'except UNAVAILABLE as exc:',
    is: 'except KeyError as exc:',
    test: `${OUTBOX}::test_relay_outlives_an_outage_of_the_broker`,
  },
  {
    without: 'attempts fit between two polls',
    file: 'src/core/config.py',
    was: '> self.KAFKA_MAX_POLL_INTERVAL_SECONDS:',
    is: '< 0:',
    test: 'tests/unit/test_wiring.py::test_attempts_have_to_fit_between_two_polls',
  },
  {
    without: 'model and schema of a topic are one',
    file: 'src/schemas/events/parcel_moved.json',
    was: '"properties": {',
    is: '"properties": { "extra": {},',
    test: CONTRACT,
  },
]
