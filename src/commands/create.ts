import { defineVerb, WRITING } from './verb.ts'

export const create = defineVerb({
  name: '',
  summary: 'Turns a Markdown task plan into a running Python service.',
  arguments: [
    { name: 'service', description: '`auth` is `auth-service`; asked where it is left out', required: false },
  ],
  options: [...WRITING, 'tasks', 'starter'],
  examples: [
    ['auth', 'create auth-service from the plan, after asking'],
    ['auth --prove --yes', 'the same without asking, then lock, sync and test'],
    ['auth --tasks 4.1-4.3', 'only these tasks'],
    ['auth --dry-run', 'what would be written'],
  ],
  async run(context, words) {
    const { scaffoldService } = await import('./scaffold-service.ts')
    return scaffoldService(context, { service: words[0], tasks: [], wizard: true })
  },
})
