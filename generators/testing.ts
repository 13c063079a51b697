import { defineGenerator } from '../src/generator/index.ts'

export const testing = defineGenerator({
  category: 'testing',
  description: 'testing',
  files: () => [],
})
