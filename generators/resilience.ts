import { defineGenerator } from '../src/generator/index.ts'

export const resilience = defineGenerator({
  category: 'resilience',
  description: 'resilience',
  files: () => [],
})
