#!/usr/bin/env node
import { main } from '../dist/cli.js'

process.exitCode = await main(process, {
  program: 'create-taskplan-service',
  templates: new URL('../templates/', import.meta.url),
  generators: async () => (await import('../dist/generators.js')).GENERATORS,
})
