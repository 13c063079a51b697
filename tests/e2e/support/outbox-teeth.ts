/** The mechanisms of events that leave with a transaction, and how each is taken out. */
import type { Tooth } from './teeth.ts'

const OUTBOX = 'tests/integration/test_outbox.py'

/** Of a service that produces with a database. */
export const OUTBOX_TEETH: readonly Tooth[] = [
  {
    without: 'rows are deleted once they are sent',
    file: 'src/events/outbox_relay.py',
    was: '            await reader.delete([row',
    is: '            return 0\n            await reader.delete([row',
    test: `${OUTBOX}::test_only_what_was_committed_is_sent`,
  },
  {
    without: 'rows are deleted only when they are sent',
    file: 'src/events/outbox_relay.py',
    was: '            if not rows:\n',
    is: '            await reader.delete(rows)\n            await session.commit()\n            session.begin()\n            if not rows:\n',
    test: `${OUTBOX}::test_relay_outlives_an_outage_of_the_broker`,
  },
  {
    without: 'the relay waits for the broker',
    file: 'src/events/outbox_relay.py',
    was: 'except (*UNAVAILABLE, TimeoutError) as exc:',
    is: 'except KeyError as exc:',
    test: `${OUTBOX}::test_relay_outlives_an_outage_of_the_broker`,
  },
  {
    without: 'the oldest event of each key stands for the key',
    file: 'src/repositories/outbox_repository.py',
    was: 'where(OutboxEntry.id.in_(oldest), free)',
    is: 'where(free)',
    test: `${OUTBOX}::test_what_cannot_be_sent_holds_up_its_own_key_and_is_no_reason_to_send_others_twice`,
  },
  {
    without: 'several events of a key in each batch',
    file: 'src/repositories/outbox_repository.py',
    was: 'limit // max(1, len(locked))',
    is: '1',
    test: `${OUTBOX}::test_a_backlog_leaves_in_full_batches_and_in_order`,
  },
  {
    without: 'one event of a key at a time',
    file: 'src/events/outbox_relay.py',
    was: 'keys[row.topic, row.key].append(row)',
    is: 'keys[row.topic, row.event_id].append(row)',
    test: `${OUTBOX}::test_what_cannot_be_sent_holds_up_its_own_key_and_is_no_reason_to_send_others_twice`,
  },
  {
    without: 'a key that waits behind what fails',
    file: 'src/events/outbox_relay.py',
    was: 'waiting |= {',
    is: '_ = {',
    test: `${OUTBOX}::test_what_cannot_be_sent_holds_up_its_own_key_and_is_no_reason_to_send_others_twice`,
  },
  {
    without: 'patience with a slow database',
    file: 'src/events/outbox_relay.py',
    was: 'except (*UNAVAILABLE, TimeoutError) as exc:',
    is: 'except UNAVAILABLE as exc:',
    test: `${OUTBOX}::test_a_slow_database_delays`,
  },
  {
    without: 'what is stored is deleted whatever else fails',
    file: 'src/events/outbox_relay.py',
    was: 'if error is None])',
    is: 'if not any(failed for _, failed in results)])',
    test: `${OUTBOX}::test_what_was_stored_before_an_outage_is_not_sent_again`,
  },
  {
    without: 'what is refused is left out',
    file: 'src/events/outbox_relay.py',
    was: '                self._hold(row, error)\n',
    is: '                raise error\n',
    test: `${OUTBOX}::test_what_cannot_be_sent_holds_up_its_own_key_and_is_no_reason_to_send_others_twice`,
  },
]
