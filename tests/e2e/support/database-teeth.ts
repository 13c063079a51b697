/** What a database that is away does to a service, and how each mechanism is taken out. */
import { teethOf } from './teeth.ts'

const OUTAGE = 'tests/integration/test_database_outage.py'
export const DATABASE_TEETH = teethOf({
  'src/core/database.py': [
    [
      'the translation of what connecting raises',
      'raise DatabaseUnavailableError(f"{type(exc).__name__}: {exc}") from exc',
      'raise',
      OUTAGE,
    ],
    [
      'the translation of a lost connection',
      'if context.is_disconnect or ',
      'if ',
      `${OUTAGE}::test_a_connection_that_is_lost_is_away`,
    ],
    [
      'hidden parameters',
      'hide_parameters=True',
      'hide_parameters=False',
      `${OUTAGE}::test_errors_do_not_tell_what_was_stored`,
    ],
    [
      'a slow statement is an outage',
      'return DatabaseUnavailableError("a statement took too long")',
      'return None',
      `${OUTAGE}::test_a_statement_that_takes_too_long_is_an_outage`,
    ],
  ],
  'src/core/boot/database.py': [
    [
      'readiness beside the pool',
      'probe.connect()',
      'resources.engine.connect()',
      `${OUTAGE}::test_readiness_does_not_wait_for_the_pool`,
    ],
  ],
})
