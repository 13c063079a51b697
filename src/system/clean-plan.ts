/** Takes out of a plan what carries a name that cannot be used, before anything is made of it. */
import type { Location } from '../diagnostics/index.ts'
import type { DocumentFacts, PackageRequirement, ProjectFacts } from '../plan/facts.ts'
import type { Plan, ServiceMention, Task } from '../plan/plan.ts'
import { cleanEndpoints, cleanSchemas } from './clean-contracts.ts'
import { cleanEntities } from './clean-entities.ts'
import { cleanProtos } from './clean-protos.ts'
import { cleanParts, cleanRequirements, isUsable } from './clean-tasks.ts'
import type { NameGuard } from './name-guard.ts'

/** The plan without unusable names; undefined where its own folder has one. Reports `render/unsafe-name`. */
export function cleanPlan(plan: Plan, safe: NameGuard): Plan | undefined {
  const start = { line: 1, column: 1 }
  if (!safe('feature', plan.slug, { path: plan.path, start, end: start })) return undefined
  return {
    ...plan,
    tasks: plan.tasks.flatMap((task) => cleanTask(task, safe)),
    services: plan.services.filter(({ name, origin }: ServiceMention) => safe('service', name, origin)),
    requirements: cleanRequirements(plan.requirements, safe),
    facts: plan.facts.flatMap((facts) => cleanFacts(facts, safe, originOf(facts))),
  }
}

function cleanTask(task: Task, safe: NameGuard): readonly Task[] {
  if (!isUsable(task, safe)) return []
  const [facts] = cleanFacts({ ...task.facts, service: task.service }, safe, task.origin)
  return facts === undefined ? [] : [{ ...cleanParts(task, safe), facts }]
}

function cleanFacts(
  facts: DocumentFacts,
  safe: NameGuard,
  origin: Location | undefined,
): readonly DocumentFacts[] {
  if (facts.service !== undefined && origin && !safe('service', facts.service, origin)) return []
  const schemas = cleanSchemas(facts.schemas, safe)
  return [
    {
      ...facts,
      schemas,
      endpoints: cleanEndpoints(facts.endpoints, safe),
      protos: cleanProtos(facts.protos, safe),
      entities: cleanEntities(facts.entities, safe),
      edges: facts.edges.filter(
        (edge) =>
          safe('service', edge.target, edge.origin) &&
          (edge.member === undefined ||
            safe(edge.protocol === 'grpc' ? 'protoType' : 'route', edge.member, edge.origin)),
      ),
      topics: facts.topics.filter((use) => safe('topic', use.topic, use.origin)),
      project: facts.project && cleanProject(facts.project, safe, origin),
    },
  ]
}

function cleanProject(project: ProjectFacts, safe: NameGuard, origin: Location | undefined): ProjectFacts {
  const place = project.packages[0]?.origin ?? origin
  const keep = (kind: 'version' | 'specifier', text: string | undefined) =>
    text !== undefined && place && safe(kind, text, place) ? text : undefined
  return {
    ...project,
    version: keep('version', project.version),
    requiresPython: keep('specifier', project.requiresPython),
    packages: project.packages.filter((found) => isSafePackage(found, safe)),
  }
}

function isSafePackage(found: PackageRequirement, safe: NameGuard): boolean {
  const { origin } = found
  return (
    [found.name, found.group, ...found.extras].every((name) => safe('package', name, origin)) &&
    safe('specifier', found.specifier, origin) &&
    (found.marker === undefined || safe('marker', found.marker, origin))
  )
}

/** Any place of the document the facts were read from. */
export function originOf(facts: DocumentFacts): Location | undefined {
  const { endpoints, schemas, protos, entities, edges, topics, statements, project } = facts
  const packages = project?.packages ?? []
  return [endpoints, schemas, protos, entities, edges, topics, statements, packages].flat()[0]?.origin
}
