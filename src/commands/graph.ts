import { defineVerb } from './verb.ts'

export const graph = defineVerb({
  name: 'graph',
  summary: 'waves, critical path and overlaps, each edge with its reason',
  arguments: [],
  options: ['format', 'open', 'plan', 'prd', 'root'],
  examples: [
    ['', 'what waits for what, in every plan'],
    ['--prd shop --open', 'what is left of one feature'],
    ['--format mermaid', 'a diagram; also dot, json'],
  ],
  async run(context) {
    const { graphPlans } = await import('./graph-plans.ts')
    return graphPlans(context)
  },
})
