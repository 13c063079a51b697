// A reporter of vitest: how long each file took, the longest first, its hooks included.
import { relative } from 'node:path'
import { ROOT } from './install.mjs'

export default class TimeReporter {
  #start = performance.now()

  onTestRunEnd(modules) {
    const files = modules
      .map((module) => ({ name: relative(ROOT, module.moduleId), ms: module.diagnostic().duration }))
      .sort((a, b) => b.ms - a.ms)
    const sum = files.reduce((total, { ms }) => total + ms, 0)
    const line = (ms, name) => `${(ms / 1000).toFixed(1).padStart(8)} s  ${name}`
    for (const { name, ms } of files) console.log(line(ms, name))
    console.log(`${line(sum, 'all files')}, in ${((performance.now() - this.#start) / 1000).toFixed(1)} s`)
  }
}
