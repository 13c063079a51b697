// What the bins load, as dist/start.cjs: runs main.cjs from the bytecode that the build kept for this very Node, else
// from its text. Compiling is a third of what a list of tasks costs beyond Node itself.
const { existsSync, readFileSync } = require('node:fs')
const { join } = require('node:path')
const { Script } = require('node:vm')

const MAIN = join(__dirname, 'main.cjs')
const BYTECODE = join(__dirname, `main-${process.version}-${process.platform}-${process.arch}.bytecode`)

/** Runs main.cjs; V8 itself refuses bytecode that another V8, or one with other flags, has made. */
function load(cachedData) {
  // ASCII, one byte a character: a function of what it is given.
  const script = new Script(readFileSync(MAIN, 'latin1'), { filename: 'taskplan/main.cjs', cachedData })
  const main = { exports: {} }
  script.runInThisContext()(main, require, (path) => import(path))
  return { script, start: main.exports.start }
}

module.exports = {
  BYTECODE,
  load,
  start: (host, parts) => load(existsSync(BYTECODE) ? readFileSync(BYTECODE) : undefined).start(host, parts),
}
