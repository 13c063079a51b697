/** From a plan in memory to the gates of its first service. */
import { join } from 'node:path'
import { expect } from 'vitest'
import { Diagnostics } from '../../../src/diagnostics/index.ts'
import type { Layout } from '../../../src/system/layout.ts'
import type { System } from '../../../src/system/system.ts'
import type { WorkItem } from '../../../src/system/work-item.ts'
import { type PlanOptions, writePlan } from '../../support/plan-builder.ts'
import { type Rendered, readPlanOf, renderSystem, writeRendered } from '../../support/render-plan.ts'
import { type GateOptions, type GateReport, gates } from '../harness.ts'
import { type Start, startAndStop } from './start-and-stop.ts'

export interface Asked {
  /** Which tasks are scaffolded; all where it is left out. */
  readonly tasks?: (item: WorkItem) => boolean
  readonly layout?: Partial<Layout>
  /** Packages that are dead or dangerous are replaced. */
  readonly modernizes?: boolean
}

export interface Built extends Rendered {
  readonly system: System
}

/** The output of a plan with one service. */
export async function buildPlan(
  options: PlanOptions,
  { tasks, layout, modernizes = false }: Asked = {},
): Promise<Built> {
  const { name = 'parcel-service' } = options
  const { system, diagnostics } = await readPlanOf(writePlan(options), layout ? { [name]: layout } : {}, {
    modernizes: () => modernizes,
  })
  return { system, ...renderSystem(system, diagnostics, tasks) }
}

export function buildSystemByHand(system: System): Built {
  return { system, ...renderSystem(system, new Diagnostics()) }
}

/** Paths relative to the service folder, in order. */
export function pathsOf({ files, system }: Built): readonly string[] {
  const root = `${system.services[0]?.layout.root ?? ''}/`
  return [...files.keys()].map((path) => path.slice(root.length)).sort()
}

/** Writes the service, runs its gates and expects each to pass, its infrastructure green, its tasks red; then starts it. */
export async function expectGates(built: Built, options: GateOptions = {}): Promise<GateReport> {
  const folder = writeRendered(built)
  try {
    const start = startOf(built, folder.path)
    const report = await gates(start.dir, options)
    expectPassed(report)
    if (!options.only) expect(await startAndStop(report.environment, start)).toMatchObject({ exitCode: 0 })
    return report
  } finally {
    folder.remove()
  }
}

/** No gate complains; of the tests, those of the infrastructure are green and those of tasks red. */
export function expectPassed(report: GateReport): void {
  const complaints = report.gates.filter(({ ok }) => !ok).map(({ name, output }) => `${name}: ${output}`)
  expect(complaints).toEqual([])
  const { broken, green, wrongRed } = report.tests
  expect({ broken, green, wrongRed }).toEqual({ broken: [], green: 0, wrongRed: 0 })
  expect(report.tests.infrastructure).toBeGreaterThan(3)
}

/** How the first service is started that was written below a folder. */
export function startOf({ system, files }: Built, root: string): Start {
  const { layout } = system.services[0] ?? {}
  const example = [...files].find(([path]) => path.endsWith('.env.example'))?.[1] ?? ''
  const ports = ['HTTP_PORT', 'GRPC_PORT', 'METRICS_PORT'].filter((name) => example.includes(`${name}=`))
  return { dir: join(root, layout?.root ?? ''), package: layout?.package ?? 'src', ports }
}
