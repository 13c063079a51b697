/** Plans made of a few words, for tests of the schedule. */
import type { Location } from '../../src/diagnostics/index.ts'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { emptyFacts } from '../../src/plan/empty-facts.ts'
import type { Phase, Plan, Task } from '../../src/plan/plan.ts'
import { buildSchedule, inspectSchedule, nameOf, type Schedule } from '../../src/schedule/index.ts'
import { plan } from '../support/plan.ts'

export function at(line: number, path = 'tasks/prd-shop/_tasks.md'): Location {
  return { path, start: { line, column: 1 }, end: { line, column: 9 } }
}

interface Words extends Partial<Omit<Task, 'blockedBy' | 'unblocks' | 'paths' | 'id'>> {
  readonly blockedBy?: readonly string[]
  readonly unblocks?: readonly string[]
  readonly paths?: readonly string[]
}

/** A task on line `line`; what it names stands on the same line. */
export function task(id: string, words: Words = {}, line = 1): Task {
  const { blockedBy, unblocks, paths, ...rest } = words
  const references = (ids: readonly string[] = []) => ids.map((name) => ({ id: name, origin: at(line) }))
  return {
    id,
    title: `Task ${id}`,
    status: 'pending',
    scope: words.service === undefined ? 'plan' : 'service',
    parallel: false,
    labels: [],
    paths: (paths ?? []).map((path) => ({ path, origin: at(line) })),
    blockedBy: references(blockedBy),
    statesBlockedBy: blockedBy !== undefined,
    unblocks: references(unblocks),
    subtasks: [],
    criteria: [],
    context: {},
    communication: [],
    requirements: [],
    facts: emptyFacts(),
    path: 'tasks/prd-shop/_tasks.md',
    origin: at(line),
    ...rest,
  }
}

export interface Row {
  readonly id: string
  readonly kind: Phase['kind']
  /** `T001`, `T002 P`: a task, and whether it bears `[P]`. */
  readonly tasks: readonly string[]
  readonly story?: string
}

/** A task list; every line counts, the headings too. */
export function taskList(rows: readonly Row[], more: Partial<Plan> = {}): Plan {
  let line = 0
  const tasks: Task[] = []
  const phases = rows.map(({ id, kind, story, tasks: own }): Phase => {
    const origin = at(++line)
    for (const words of own) {
      const [name = '', mark] = words.split(' ')
      tasks.push(task(name, { phase: id, parallel: mark === 'P', story }, ++line))
    }
    return { id, kind, title: `Phase of ${kind}`, story, origin }
  })
  return plan(tasks, { family: 'speckit', phases, ...more })
}

export interface Built {
  readonly schedule: Schedule
  readonly diagnostics: Diagnostics
  /** `T001 > T002 (task order :2)`, gates by their titles. */
  readonly edges: readonly string[]
  /** Names of tasks by wave. */
  readonly waves: readonly (readonly string[])[]
}

export function build(...plans: readonly Plan[]): Built {
  const diagnostics = new Diagnostics()
  const schedule = buildSchedule(plans, diagnostics)
  inspectSchedule(schedule, diagnostics)
  const waves: string[][] = []
  for (const node of schedule.tasks) {
    const wave = schedule.analysis.wave[node.index] ?? 0
    while (waves.length < wave) waves.push([])
    waves[wave - 1]?.push(node.name)
  }
  const edges = schedule.edges.map(
    ({ from, to, because, origin }) =>
      `${nameOf(schedule, from)} > ${nameOf(schedule, to)} (${because} :${origin.start.line})`,
  )
  return { schedule, diagnostics, edges, waves }
}

export function codes({ diagnostics }: Built): readonly string[] {
  return diagnostics.all.map(({ code }) => code)
}
