import { defineVerb, WRITING } from './verb.ts'

export const scaffold = defineVerb({
  name: 'scaffold',
  summary: 'write the files of tasks, merged into what is there',
  arguments: [
    { name: 'service', description: '`auth` is `auth-service`', required: true },
    {
      name: 'task',
      description: '4.2, 4.1-4.3, 4 for all of task 4; every task where none is named',
      required: false,
      many: true,
    },
  ],
  options: [...WRITING, 'tasks'],
  examples: [
    ['auth', 'every task of auth-service'],
    ['auth 4.1 4.3', 'two of them'],
    ['auth 4 --dry-run', 'what it would change'],
  ],
  async run(context, words) {
    const { scaffoldService } = await import('./scaffold-service.ts')
    const [service, ...tasks] = words
    return scaffoldService(context, { service, tasks, wizard: false })
  },
})
