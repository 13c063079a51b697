/** The leaves of a feature with what they are about: what the rules of the template's checklist compare. */
import type { Endpoint, Entity } from '../plan/facts.ts'
import type { Plan } from '../plan/plan.ts'
import type { Service, System } from '../system/system.ts'
import { isTestKind, type TaskKind } from '../system/task-kinds.ts'
import type { Category, WorkItem } from '../system/work-item.ts'
import { kindsOf } from './kinds-of.ts'
import type { Subject } from './rule.ts'
import { type TestPolicy, testPolicyOf } from './test-policy.ts'

export interface Work {
  readonly title: string
  readonly kinds: readonly (TaskKind | undefined)[]
  readonly isTest: boolean
  readonly paths: readonly string[]
}

/** What is compared: a feature of spec-kit, a service of the prd family. */
export interface Feature {
  readonly endpoints: readonly Endpoint[]
  readonly entities: readonly Entity[]
  readonly works: readonly Work[]
  readonly policy: TestPolicy
  /** Subtasks name a kind of work and no thing: one of a kind covers all. */
  readonly isCoarse: boolean
}

const known = new WeakMap<Subject, readonly Feature[]>()

export function featuresOf(subject: Subject): readonly Feature[] {
  const found = known.get(subject) ?? [
    ...subject.plans.filter(({ family }) => family === 'speckit').map(featureOfPlan),
    ...subject.system.services.map((service) => featureOfService(service, subject.system)),
  ]
  known.set(subject, found)
  return found
}

/** Unmerged: an endpoint that two documents describe is one. */
function featureOfPlan(plan: Plan): Feature {
  const endpoints = new Map(
    plan.facts.flatMap((facts) => facts.endpoints).map((each) => [`${each.method} ${each.path}`, each]),
  )
  const entities = new Map(plan.facts.flatMap((facts) => facts.entities).map((each) => [each.name, each]))
  const kinds = kindsOf(plan)
  const works = plan.tasks.flatMap((task): Work[] => {
    if (task.status === 'excluded') return []
    const paths = task.paths.map(({ path }) => path)
    const kind = kinds.get(task)?.kind
    const title = [task.title, ...task.subtasks.map((step) => step.title)].join('\n')
    return [{ title, kinds: [kind], isTest: isTestKind(kind), paths }]
  })
  return {
    endpoints: [...endpoints.values()],
    entities: [...entities.values()],
    works,
    policy: testPolicyOf(plan),
    isCoarse: false,
  }
}

const KINDS: Readonly<Record<Category, TaskKind>> = {
  setup: 'setup',
  grpc: 'rpc',
  api: 'router',
  logic: 'service',
  data: 'model',
  communication: 'service',
  resilience: 'middleware',
  observability: 'logging',
  testing: 'integration test',
  deployment: 'deployment',
  shared: 'setup',
}

function featureOfService(service: Service, system: System): Feature {
  const items = [...service.items, ...system.shared.items].filter(({ excluded }) => !excluded)
  const hasChecks = service.criteria.some(({ kind }) => kind === 'check')
  return {
    endpoints: service.endpoints,
    entities: service.entities,
    works: items.map(workOfItem),
    policy: { isOptional: hasChecks, isFirst: false },
    isCoarse: true,
  }
}

function workOfItem({ title, categories }: WorkItem): Work {
  const kinds = categories.map((category) => KINDS[category])
  return { title, kinds, isTest: categories.includes('testing'), paths: [] }
}
