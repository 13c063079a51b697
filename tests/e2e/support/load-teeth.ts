/** The load client: its mechanisms, and how each is taken out. */
import { teethOf } from './teeth.ts'

const TEST = 'tests/unit/test_open_loop.py'

export const LOAD_TEETH = teethOf({
  'tests/load/open_loop.py': [
    [
      'a token that is shown',
      'for name, value in operation["headers"].items()',
      'for name, value in ()',
      TEST,
    ],
    ['a token in the place of one', 'if PLACE not in text:', 'if True:', TEST],
    ['refusals that count as failures', 'count - answers[expected(operation)]', '0', TEST],
    ['an end of a run that measures refusals', 'if answer == expected(operation):', 'if True:', TEST],
  ],
})
