import { defineVerb } from './verb.ts'

export const explain = defineVerb({
  name: 'explain',
  summary: 'what a diagnostic code means',
  arguments: [
    { name: 'code', description: 'as printed in brackets; every code where none is named', required: false },
  ],
  options: [],
  examples: [['plan/not-found', 'why no plan was found, and what to do']],
  async run(context, words) {
    const { explainCode } = await import('./explain-code.ts')
    return explainCode(context, words[0])
  },
})
