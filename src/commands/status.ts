import { statusPlans } from './status-plans.ts'
import { defineVerb } from './verb.ts'

export const status = defineVerb({
  name: 'status',
  summary: 'what is done, what can start now, what is ticked but not there',
  arguments: [],
  options: ['plan', 'prd', 'root'],
  examples: [
    ['', 'where every feature stands; `status` may be left out'],
    ['--prd shop --all', 'one feature, without a limit'],
    ['--json', 'the same for programs'],
  ],
  // Not loaded late as the others: the file a start reads holds it.
  run: statusPlans,
})
