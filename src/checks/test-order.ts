/** Tests come before what they test, and fixtures before the tests. */
import { diagnostic } from '../diagnostics/index.ts'
import type { Task } from '../plan/plan.ts'
import type { Schedule, TaskNode } from '../schedule/index.ts'
import { createSearch } from '../schedule/search.ts'
import { isTestKind } from '../system/task-kinds.ts'
import { CHECK_CODES } from './codes.ts'
import { routeKey, routesIn } from './routes-in-text.ts'
import type { Rule, Subject } from './rule.ts'

export const testAfterImplementation: Rule = {
  gate: 'All tests come before implementation',
  check({ schedule, kindsOf, policyOf }, findings) {
    const leads = createSearch(schedule)
    for (const { plan, nodes } of schedule.features) {
      if (plan.family !== 'speckit' || !policyOf(plan).isFirst) continue
      for (const [test, implementation] of lateTests(nodes, kindsOf(plan)))
        if (!leads(test.index, implementation.index)) findings.add(testAfter(test, implementation))
    }
  },
}

export const fixtureAfterTest: Rule = {
  check({ schedule }, findings) {
    for (const { plan, nodes } of schedule.features)
      if (plan.family === 'speckit')
        for (const [fixture, tests] of lateFixtures(nodes, schedule))
          findings.add(fixtureAfter(fixture, tests))
  },
}

function pathsOf({ paths }: Task): readonly string[] {
  return paths.map(({ path }) => path)
}

/** Of each endpoint that tests name: the first test, where no other stands before the first implementation. */
function lateTests(
  nodes: readonly TaskNode[],
  kindOf: ReturnType<Subject['kindsOf']>,
): readonly (readonly [TaskNode, TaskNode])[] {
  const implemented = new Map<string, TaskNode>()
  const tested = new Set<string>()
  const late = new Map<TaskNode, TaskNode>()
  for (const node of nodes) {
    const { task, isExcluded } = node
    const routes = isExcluded ? [] : routesIn(task.title)
    if (routes.length === 0) continue
    const { kind } = kindOf(task)
    for (const { verb, path } of routes) {
      if (verb === undefined) continue
      const key = `${verb} ${routeKey(path)}`
      if (isTestKind(kind)) {
        const before = implemented.get(key)
        if (before && !tested.has(key) && !late.has(node)) late.set(node, before)
        tested.add(key)
      } else if (kind === 'router' && !implemented.has(key)) implemented.set(key, node)
    }
  }
  return [...late]
}

const SETS_UP = /\bfixtures?\b|\bfactor(?:y|ies)\b|フィクスチャ|픽스처|夹具|фикстур/iu

/** What adds to fixtures serves tests to come: those before it do without. */
const ADDS = /^[*`\s]{0,4}(?:add|extend|update|expand|append)\b/i

/** Fixtures behind tests below their folder that stand before them in the same phase and do not wait for them. */
function lateFixtures(
  nodes: readonly TaskNode[],
  schedule: Schedule,
): readonly (readonly [TaskNode, readonly TaskNode[]])[] {
  const fixtures = nodes.filter(
    ({ task, isExcluded }) =>
      !isExcluded &&
      task.paths.some(({ path }) => isConftest(path)) &&
      SETS_UP.test(task.title) &&
      !ADDS.test(task.title),
  )
  if (fixtures.length === 0 || fixtures.length > 20) return []
  const leads = createSearch(schedule)
  return fixtures.flatMap((fixture) => {
    const folder = folderOf(fixture)
    const tests = nodes.filter(
      (node) =>
        node.index < fixture.index &&
        !node.isExcluded &&
        node.task.phase === fixture.task.phase &&
        pathsOf(node.task).some((path) => path.startsWith(folder) && /(?:^|\/)test_[^/]*\.py$/.test(path)) &&
        !leads(fixture.index, node.index),
    )
    return tests.length === 0 ? [] : [[fixture, tests] as const]
  })
}

const isConftest = (path: string): boolean => path === 'conftest.py' || path.endsWith('/conftest.py')

function folderOf({ task }: TaskNode): string {
  const path = pathsOf(task).find(isConftest) ?? ''
  return path.slice(0, path.lastIndexOf('/') + 1)
}

function testAfter(test: TaskNode, implementation: TaskNode) {
  return diagnostic(CHECK_CODES, 'plan/test-after-implementation', {
    message: `\`${implementation.name}\` precedes its test \`${test.name}\``,
    location: implementation.task.origin,
    notes: [{ message: `\`${test.name}\` stands here`, location: test.task.origin }],
    hint: `move \`${test.name}\` before \`${implementation.name}\``,
  })
}

function fixtureAfter(fixture: TaskNode, tests: readonly TaskNode[]) {
  const [first] = tests
  const names = tests
    .slice(0, 3)
    .map(({ name }) => `\`${name}\``)
    .join(', ')
  const more = tests.length > 3 ? ` and ${tests.length - 3} more` : ''
  return diagnostic(CHECK_CODES, 'plan/fixture-after-test', {
    message: `\`${fixture.name}\` sets up fixtures and stands after tests that use them: ${names}${more}`,
    location: fixture.task.origin,
    notes: first ? [{ message: 'the first of them stands here', location: first.task.origin }] : [],
    hint: `move \`${fixture.name}\` before \`${first?.name}\``,
  })
}
