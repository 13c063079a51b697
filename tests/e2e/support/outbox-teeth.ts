/** The mechanisms of events that leave with a transaction, and how each is taken out. */
import { teethOf } from './teeth.ts'

const OUTBOX = 'tests/integration/test_outbox.py'

/** Of a service that produces with a database. */
export const OUTBOX_TEETH = teethOf({
  'src/events/outbox_relay.py': [
    [
      'rows are deleted once they are sent',
      '            await reader.delete([row',
      '            return 0\n            await reader.delete([row',
      `${OUTBOX}::test_only_what_was_committed_is_sent`,
    ],
    [
      'rows are deleted only when they are sent',
      '            if not rows:\n',
      '            await reader.delete(rows)\n            await session.commit()\n            session.begin()\n            if not rows:\n',
      `${OUTBOX}::test_relay_outlives_an_outage_of_the_broker`,
    ],
    [
      'the relay waits for the broker',
      'except (*UNAVAILABLE, DBAPIError) as exc:',
      'except KeyError as exc:',
      `${OUTBOX}::test_relay_outlives_an_outage_of_the_broker`,
    ],
    [
      'one event of a key at a time',
      'keys[row.topic, row.key].append(row)',
      'keys[row.topic, row.event_id].append(row)',
      `${OUTBOX}::test_what_cannot_be_sent_holds_up_its_own_key_and_is_no_reason_to_send_others_twice`,
    ],
    [
      'a key that waits behind what fails',
      'waiting |= {',
      '_ = {',
      `${OUTBOX}::test_what_cannot_be_sent_holds_up_its_own_key_and_is_no_reason_to_send_others_twice`,
    ],
    [
      'patience with a slow database',
      'except (*UNAVAILABLE, DBAPIError) as exc:',
      'except UNAVAILABLE as exc:',
      `${OUTBOX}::test_a_database_that_fails_delays`,
    ],
    [
      'what is stored is deleted whatever else fails',
      'if error is None])',
      'if not any(failed for _, failed in results)])',
      `${OUTBOX}::test_what_was_stored_before_an_outage_is_not_sent_again`,
    ],
    [
      'what is refused is left out',
      '                self._hold(row, error)\n',
      '                raise error\n',
      `${OUTBOX}::test_what_cannot_be_sent_holds_up_its_own_key_and_is_no_reason_to_send_others_twice`,
    ],
  ],
  'src/repositories/outbox_repository.py': [
    [
      'the oldest event of each key stands for the key',
      'where(OutboxEntry.id.in_(oldest), free)',
      'where(free)',
      `${OUTBOX}::test_what_cannot_be_sent_holds_up_its_own_key_and_is_no_reason_to_send_others_twice`,
    ],
    [
      'several events of a key in each batch',
      'limit // max(1, len(locked))',
      '1',
      `${OUTBOX}::test_a_backlog_leaves_in_full_batches_and_in_order`,
    ],
  ],
})
