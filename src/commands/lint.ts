import { defineVerb } from './verb.ts'

export const lint = defineVerb({
  name: 'lint',
  summary: 'what is wrong with a plan, each finding with its place and what would be right',
  arguments: [
    {
      name: 'path',
      description: 'task file, feature or folder of features; every plan where none is named',
      required: false,
    },
  ],
  options: ['plan', 'prd', 'root', 'strict', 'gate', 'fix', 'fix-prompt', 'sarif', 'dry-run'],
  examples: [
    ['', 'every plan from here upward'],
    ['specs/001-users --strict', 'one feature; warnings fail, too'],
    ['--fix --dry-run', 'what would be repaired'],
    ['--gate', 'the Validation Checklist'],
  ],
  async run(context, words) {
    const { lintPlans } = await import('./lint-plans.ts')
    return lintPlans(context, words[0])
  },
})
