/** A database that is away: each mechanism with the test that misses it. */
import { describeTeeth, type Tooth } from './support/teeth.ts'

const OUTAGE = 'tests/integration/test_database_outage.py'
const TEETH: readonly Tooth[] = [
  {
    without: 'the translation of what connecting raises',
    file: 'src/core/database.py',
    was: 'raise DatabaseUnavailableError(f"{type(exc).__name__}: {exc}") from exc',
    is: 'raise',
    test: OUTAGE,
  },
  {
    without: 'the translation of a lost connection',
    file: 'src/core/database.py',
    was: 'if context.is_disconnect or ',
    is: 'if ',
    test: `${OUTAGE}::test_a_connection_that_is_lost_is_away`,
  },
  {
    without: 'hidden parameters',
    file: 'src/core/database.py',
    was: 'hide_parameters=True',
    is: 'hide_parameters=False',
    test: `${OUTAGE}::test_errors_do_not_tell_what_was_stored`,
  },
  {
    without: 'readiness beside the pool',
    file: 'src/core/boot/database.py',
    was: 'probe.connect()',
    is: 'resources.engine.connect()',
    test: `${OUTAGE}::test_readiness_does_not_wait_for_the_pool`,
  },
]

describeTeeth('a database that is away', { edges: 'rest', database: true }, TEETH)
