/** Of the load client, with the test that misses each. */
import type { Tooth } from './teeth.ts'

export const LOAD_TEETH: readonly Tooth[] = [
  {
    without: 'a token that is shown',
    file: 'tests/load/open_loop.py',
    was: 'for name, value in operation["headers"].items()',
    is: 'for name, value in {}.items()',
    test: 'tests/unit/test_open_loop.py',
  },
  {
    without: 'a token in the place of one',
    file: 'tests/load/open_loop.py',
    was: 'if TOKEN not in text:',
    is: 'if True:',
    test: 'tests/unit/test_open_loop.py',
  },
  {
    without: 'refusals that count as failures',
    file: 'tests/load/open_loop.py',
    was: 'count - answers[expected(operation)]',
    is: '0',
    test: 'tests/unit/test_open_loop.py',
  },
  {
    without: 'an end of a run that would measure refusals',
    file: 'tests/load/open_loop.py',
    was: 'if answer == expected(operation):',
    is: 'if True:',
    test: 'tests/unit/test_open_loop.py',
  },
]
