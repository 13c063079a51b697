import type { Plan } from '../plan/plan.ts'
import type { Service, System } from '../system/system.ts'
import { isTestKind, type TaskKind } from '../system/task-kinds.ts'
import type { Category, WorkItem } from '../system/work-item.ts'
import type { Feature, Work } from './feature.ts'
import type { Subject } from './rule.ts'

type Asked = Pick<Subject, 'plans' | 'system' | 'kindsOf' | 'policyOf'>

/** Of each plan of spec-kit and each service of the prd family that has something to compare. */
export function featuresOf(asked: Asked): readonly Feature[] {
  const plans = asked.plans.filter(({ family }) => family === 'speckit')
  const services = asked.system.services.map((service) => featureOfService(service, asked.system))
  return [...plans.flatMap((plan) => featureOfPlan(plan, asked)), ...services]
}

/** Unmerged: an endpoint that two documents describe is one. */
function featureOfPlan(plan: Plan, { kindsOf, policyOf }: Asked): readonly Feature[] {
  const endpoints = new Map(
    plan.facts.flatMap((facts) => facts.endpoints).map((each) => [`${each.method} ${each.path}`, each]),
  )
  const entities = new Map(plan.facts.flatMap((facts) => facts.entities).map((each) => [each.name, each]))
  if (endpoints.size + entities.size === 0) return []
  const kindOf = kindsOf(plan)
  const works = plan.tasks.flatMap((task): Work[] => {
    if (task.status === 'excluded') return []
    const paths = task.paths.map(({ path }) => path)
    const { kind } = kindOf(task)
    const title = [task.title, ...task.subtasks.map((step) => step.title)].join('\n')
    return [{ title, kinds: [kind], isTest: isTestKind(kind), paths }]
  })
  return [
    {
      endpoints: [...endpoints.values()],
      entities: [...entities.values()],
      works,
      policy: policyOf(plan),
      isCoarse: false,
    },
  ]
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
