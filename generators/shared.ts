import { defineGenerator } from '../src/generator/index.ts'
import { contractFiles } from './shared/contracts.ts'

export const shared = defineGenerator({
  scope: 'system',
  category: 'shared',
  description: 'what several services of a system need: their contracts',
  files: ({ shared: scope }) => contractFiles(scope),
})
