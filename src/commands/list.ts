import { listPlans } from './list-plans.ts'
import { defineVerb } from './verb.ts'

export const list = defineVerb({
  name: 'list',
  summary: 'plans, services and tasks, and what is not generated yet',
  arguments: [],
  options: ['plan', 'prd', 'root'],
  examples: [
    ['', 'every plan from here upward'],
    ['--prd shop --verbose', 'one feature, its criteria, every place that was tried'],
    ['--json', 'the same for programs'],
  ],
  // Not loaded late as the others: the file a start reads holds it.
  run: listPlans,
})
