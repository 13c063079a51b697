import { defineVerb } from './verb.ts'

export const lint = defineVerb({
  name: 'lint',
  summary: 'what is wrong with a plan, each finding with its place and what would be right',
  arguments: [
    {
      name: 'path',
      description: 'task file or feature folder; every plan where none is named',
      required: false,
    },
  ],
  options: ['plan', 'prd', 'root'],
  examples: [
    ['', 'every plan from here upward'],
    ['specs/001-users', 'one feature'],
  ],
  async run(context, words) {
    const { lintPlans } = await import('./lint-plans.ts')
    return lintPlans(context, words[0])
  },
})
