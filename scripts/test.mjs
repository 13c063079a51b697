// `npm test`: installs what is missing, builds, checks, runs every test; the last line counts them.
import { installPackages, runNode } from './install.mjs'
import { pythonTools } from './python-tools.mjs'
import { printCounts, runVitest, stepsOf } from './run-vitest.mjs'

const failures = []
const step = stepsOf(failures)

await step('packages', () => installPackages())
await step('python tools', () => pythonTools())
await step('build', () => exits(['scripts/build.mjs']))
await step('types', () => exits(['node_modules/typescript/bin/tsc', '--noEmit']))
await step('types of the tests', () =>
  exits(['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tests/tsconfig.json']),
)
await step('lint', () => exits(['node_modules/@biomejs/biome/bin/biome', 'check', '.']))
const tests = await runVitest(process.argv.slice(2))
process.exitCode = printCounts(tests, failures) ? 0 : 1

function exits(args) {
  if (!runNode(args)) throw new Error(`${args[0]} found problems`)
}
