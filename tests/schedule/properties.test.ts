/** What holds for any plan, judged by the plain definition on small ones. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Plan, Task } from '../../src/plan/plan.ts'
import { plan } from '../support/plan.ts'
import { build, codes, type Row, task, taskList } from './plans.ts'

const COMPLEXITIES = ['low', 'medium', 'high', 'critical'] as const
const WEIGHT = { low: 1, medium: 2, high: 4, critical: 8 } as const

/** Tasks that may wait for any other, so that circles happen. */
const tangled = fc
  .array(
    fc.record({
      on: fc.array(fc.nat(9), { maxLength: 3 }),
      status: fc.constantFrom('pending', 'pending', 'completed', 'excluded'),
      complexity: fc.constantFrom(...COMPLEXITIES),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map((rows): Plan => {
    const id = (at: number) => `${(at % rows.length) + 1}.0`
    return plan(
      rows.map(({ on, status, complexity }, at) =>
        task(id(at), { blockedBy: [...new Set(on.map(id))], status, context: { complexity } }, at + 1),
      ),
    )
  })

/** The same without circles: each waits for earlier ones. */
const straight = tangled.map((found): Plan => {
  const earlier = (each: Task, at: number) => each.blockedBy.filter(({ id }) => Number.parseInt(id, 10) <= at)
  return { ...found, tasks: found.tasks.map((each, at) => ({ ...each, blockedBy: earlier(each, at) })) }
})

const rows = fc
  .array(
    fc.record({
      kind: fc.constantFrom('setup', 'core', 'story', 'story', 'polish'),
      marks: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((phases) => {
    let count = 0
    return phases.map(
      ({ kind, marks }, at): Row => ({
        id: `${at + 1}`,
        kind,
        tasks: marks.map((isParallel) => `T${++count}${isParallel ? ' P' : ''}`),
      }),
    )
  })

/** All that comes before each, by way of anything. */
function closure(size: number, before: (a: number, b: number) => boolean): readonly (readonly boolean[])[] {
  const reach = Array.from({ length: size }, (_, a) => Array.from({ length: size }, (_, b) => before(a, b)))
  for (let by = 0; by < size; by += 1)
    for (let a = 0; a < size; a += 1)
      for (let b = 0; b < size; b += 1) if (reach[a]?.[by] && reach[by]?.[b]) (reach[a] ?? [])[b] = true
  return reach
}

function waitsFor(found: Plan): readonly (readonly boolean[])[] {
  const { schedule } = build(found)
  const size = schedule.tasks.length + schedule.gates.length
  const pairs = new Set(schedule.acyclic.map(({ from, to }) => `${from} ${to}`))
  return closure(size, (a, b) => pairs.has(`${a} ${b}`))
}

/** Whether `a` is before `b` as the tasks say, excluded ones left out. */
function says({ tasks }: Plan) {
  return (a: number, b: number): boolean => {
    const [before, after] = [tasks[a], tasks[b]]
    if (!before || !after || before.status === 'excluded' || after.status === 'excluded') return false
    return after.blockedBy.some(({ id }) => id === before.id)
  }
}

test('a circle is reported exactly when there is one', () => {
  fc.assert(
    fc.property(tangled, (found) => {
      const reach = closure(found.tasks.length, says(found))
      const isThere = reach.some((row, at) => row[at])
      expect(codes(build(found)).includes('schedule/dependency-cycle')).toBe(isThere)
    }),
    { numRuns: 500 },
  )
})

test('the wave of a task is one more than the highest it waits for, with circles too', () => {
  fc.assert(
    fc.property(tangled, (found) => {
      const { schedule } = build(found)
      const { wave } = schedule.analysis
      for (const { index, isExcluded } of schedule.tasks) {
        const before = schedule.acyclic.filter(({ to }) => to === index).map(({ from }) => wave[from] ?? 0)
        expect(wave[index]).toBe(isExcluded ? 0 : 1 + Math.max(0, ...before))
      }
    }),
  )
})

test('the critical path is a chain of open tasks, and none is heavier', () => {
  fc.assert(
    fc.property(straight, (found) => {
      const { schedule } = build(found)
      const before = says(found)
      const open = (at: number) => ['pending', 'in_progress'].includes(found.tasks[at]?.status ?? '')
      const weight = (at: number) =>
        WEIGHT[COMPLEXITIES.find((each) => each === found.tasks[at]?.context.complexity) ?? 'medium']
      const longest = (at: number): number => {
        const next = found.tasks.flatMap((_, to) => (open(to) && before(at, to) ? [longest(to)] : []))
        return weight(at) + Math.max(0, ...next)
      }
      const heaviest = Math.max(0, ...found.tasks.flatMap((_, at) => (open(at) ? [longest(at)] : [])))
      const [feature] = schedule.features
      const path = feature?.criticalPath.map(({ index }) => index) ?? []
      expect(feature?.length).toBe(heaviest)
      expect(path.reduce((sum, at) => sum + weight(at), 0)).toBe(heaviest)
      for (const [place, at] of path.entries()) {
        expect(open(at)).toBe(true)
        if (place > 0) expect(before(path[place - 1] ?? -1, at)).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

test('waves do not depend on the order in which the tasks are read', () => {
  const shuffled = straight.chain((found) =>
    fc
      .shuffledSubarray([...found.tasks], { minLength: found.tasks.length })
      .map((tasks) => [found, { ...found, tasks }]),
  )
  fc.assert(
    fc.property(shuffled, (pair) => {
      const [one, other] = pair.map((found) => build(found).waves.map((wave) => [...wave].sort()))
      expect(other).toEqual(one)
    }),
  )
})

test('gates say the same as every pair would', () => {
  fc.assert(
    fc.property(rows, (phases) => {
      const found = taskList(phases)
      const { tasks } = found
      const phaseOf = (at: number) => phases.findIndex(({ id }) => id === tasks[at]?.phase)
      const isStory = (at: number) => phases[at]?.kind === 'story'
      const baseOf = (phase: number) => phases.findLastIndex((_, at) => at < phase && !isStory(at))
      const reach = closure(tasks.length, (a, b) => {
        const [one, other] = [phaseOf(a), phaseOf(b)]
        if (one > other) return false
        if (one < other) return isStory(other) ? one === baseOf(other) : one >= baseOf(other)
        if (a >= b) return false
        const alone = tasks.findLastIndex((each, at) => at < b && phaseOf(at) === other && !each.parallel)
        return tasks[b]?.parallel ? a === alone : true
      })
      const graph = waitsFor(found)
      for (const [a, row] of reach.entries())
        for (const [b, isBefore] of row.entries()) expect([a, b, graph[a]?.[b]]).toEqual([a, b, isBefore])
    }),
    { numRuns: 300 },
  )
})

test('a hundred thousand tasks take time and room that grow with them', () => {
  const phases = Array.from({ length: 100 }, (_, phase): Row => {
    const kind = phase % 3 === 1 ? 'story' : 'core'
    return {
      id: `${phase}`,
      kind,
      tasks: Array.from({ length: 1_000 }, (_, at) => `T${phase * 1_000 + at} P`),
    }
  })
  const { schedule } = build(taskList(phases))
  expect(schedule.edges.length).toBeLessThan(300_000)
  expect(schedule.features[0]?.criticalPath.length).toBeGreaterThan(50)
  const chain = Array.from({ length: 50_000 }, (_, at) =>
    task(`${at + 1}.0`, at === 0 ? {} : { blockedBy: [`${at}.0`] }),
  )
  expect(build(plan(chain)).schedule.features[0]?.length).toBe(100_000)
}, 20_000)
