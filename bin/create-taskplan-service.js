#!/usr/bin/env node
const { join } = require('node:path')
const { pathToFileURL } = require('node:url')
const { start } = require('../dist/start.cjs')

start(process, {
  program: 'create-taskplan-service',
  templates: pathToFileURL(join(__dirname, '../templates/')),
  generators: async () => (await import('../dist/generators.js')).GENERATORS,
}).then((exitCode) => {
  process.exitCode = exitCode
})
