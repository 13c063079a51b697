/** Public plans, where they stand beside the repository: `lint` reads them all and asks everything. */
import { expect, test } from 'vitest'
import { inspectPlans } from '../../src/commands/lint-inspect.ts'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { locatePlans } from '../../src/plan/locate.ts'
import { memoryDisk } from '../support/memory-disk.ts'
import { hasShared, listShared, readShared } from '../support/shared.ts'

const LARGEST = 1_000_000
const SEVERITIES = ['info', 'warning', 'error']

function repositories(): ReadonlyMap<string, Record<string, string>> {
  const found = new Map<string, Record<string, string>>()
  for (const family of ['speckit', 'prd'])
    for (const file of listShared(`corpus/${family}`)) {
      const [name = '', ...rest] = file.split('/')
      const files = found.get(`${family}/${name}`) ?? {}
      found.set(`${family}/${name}`, files)
      const text = /\.(?:md|ya?ml|json|proto)$/.test(file) ? readShared(`corpus/${family}/${file}`) : ''
      if (rest.length > 0 && text.length < LARGEST) files[`/w/${rest.join('/')}`] = text
    }
  return found
}

/** Set to see the table of `docs/lint.md`. */
const isTold = process.env.LINT_HITS !== undefined

test.skipIf(!hasShared)(
  'every public plan is read, and how often each code hits is known',
  { timeout: 120_000 },
  async () => {
    const hits = new Map<string, { severity: string; count: number; plans: Set<string> }>()
    let plans = 0
    for (const [name, files] of repositories()) {
      const disk = memoryDisk(files)
      const { all } = locatePlans(disk, { root: '/w', cwd: '/w' }, new Diagnostics())
      for (const location of all) {
        plans += 1
        const { findings } = await inspectPlans(
          { disk, install: { generators: async () => [] } },
          { root: '/w', locations: [location] },
        )
        for (const { code, severity } of findings.all) {
          const hit = hits.get(code) ?? { severity, count: 0, plans: new Set() }
          const isWorse = SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(hit.severity)
          hits.set(code, { ...hit, severity: isWorse ? severity : hit.severity, count: hit.count + 1 })
          hit.plans.add(`${name}/${location.path}`)
        }
      }
    }
    const rows = [...hits].sort(([a], [b]) => (a < b ? -1 : 1))
    const table = rows.map(
      ([code, hit]) => `| \`${code}\` | ${hit.severity} | ${hit.count} | ${hit.plans.size} |`,
    )
    if (isTold) console.log(`${plans} plans\n${table.join('\n')}`)
    expect(plans).toBeGreaterThan(150)
    // No storm: an error that half of all plans have would be about the rule, not about the plans.
    for (const [code, hit] of rows)
      if (hit.severity === 'error') expect([code, hit.plans.size < plans / 2]).toEqual([code, true])
  },
)
