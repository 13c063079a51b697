import { Diagnostics } from '../diagnostics/index.ts'
import type { ProtoFile } from '../plan/facts.ts'
import type { Plan } from '../plan/plan.ts'
import { nameTargets } from './called-names.ts'
import { type Evidence, findCapabilities } from './capabilities.ts'
import { cleanPlan, originOf } from './clean-plan.ts'
import { cleanProtos } from './clean-protos.ts'
import { findClients } from './clients.ts'
import { findDecisionTask } from './decisions.ts'
import { describedServices } from './described-services.ts'
import { reportHostNames } from './host-names.ts'
import { findHosting } from './hosting.ts'
import { draftItems, type ItemDraft, widenItem } from './items.ts'
import { findJobs } from './jobs.ts'
import type { Layout } from './layout.ts'
import { findLimits } from './limits.ts'
import { type MergedFacts, mergeFacts } from './merge-facts.ts'
import { mergeProtos } from './merge-protos.ts'
import { createNameGuard } from './name-guard.ts'
import { isPythonIdentifier, serviceKey, snake } from './names.ts'
import { comparePaths } from './order.ts'
import { findPending } from './pending.ts'
import { coverageOf, PROJECT_DEFAULTS, type ProjectDefaults, projectOf, rootPackageOf } from './project.ts'
import { reportMismatches } from './report-mismatches.ts'
import { reportResilience } from './report-resilience.ts'
import { reportUnowned } from './report-unowned.ts'
import { reportCycles } from './service-cycles.ts'
import { collectServices, type ServiceParts } from './services.ts'
import { sharedItems } from './shared-items.ts'
import { type Sharing, shareContracts } from './shared-scope.ts'
import { findSlo } from './slo.ts'
import { statementsOf } from './statements.ts'
import type { Project, Service, System } from './system.ts'
import { describeTopics } from './topics.ts'
import { reportUnderspecified } from './underspecified.ts'
import type { WorkItem } from './work-item.ts'

export interface BuildOptions {
  readonly defaults?: Partial<ProjectDefaults>
  /** What is known of a service's layout, by service name; stronger than the drawn tree and the default. */
  readonly layout?: Readonly<Record<string, Partial<Layout>>>
  /** Protos at the root of the workspace that are to be followed. */
  readonly standing?: readonly ProtoFile[]
}

interface Building {
  readonly defaults: ProjectDefaults
  readonly layout: Readonly<Record<string, Partial<Layout>>>
  readonly diagnostics: Diagnostics
}

/**
 * What the plans mean: services with merged facts, classified tasks and capabilities. Independent of the order
 * of plans and tasks. Reports unusable names, disagreements and what is promised but not described.
 */
export function buildSystem(plans: readonly Plan[], options: BuildOptions, diagnostics: Diagnostics): System {
  const safe = createNameGuard(diagnostics)
  const clean = plans.flatMap((plan) => cleanPlan(plan, safe) ?? [])
  const parts = collectServices(clean, cleanProtos(options.standing ?? [], safe))
  const name = systemName(clean)
  const building: Building = {
    defaults: { ...PROJECT_DEFAULTS, ...options.defaults },
    layout: options.layout ?? {},
    diagnostics,
  }
  for (const plan of clean) reportUnowned(plan, parts, diagnostics)
  const services = parts.map((found) => buildService(found, building))
  const described = describedServices(clean, parts, name)
  const wired = services.map((service, index) => ({
    ...service,
    edges: nameTargets(service.edges, services),
    callers: callersOf(service, services),
    clients: findClients(service.edges, {
      planned: services,
      described,
      contracts: parts[index]?.importable ?? [],
      system: featureName(service.feature),
      diagnostics,
    }),
  }))
  reportCycles(wired, diagnostics)
  reportHostNames(wired, diagnostics)
  const sharing = sharingOf(clean, parts)
  return { name, ...shareContracts(describeTopics(wired, diagnostics), { ...sharing, system: name }) }
}

function sharingOf(plans: readonly Plan[], parts: readonly ServiceParts[]): Omit<Sharing, 'system'> {
  const aside = new Diagnostics()
  return {
    items: sharedItems(plans),
    planned({ name, protos }) {
      const own = parts.find((found) => found.name === name)
      if (!own || own.standing.length === 0) return protos
      return mergeProtos({ ...own, standing: [] }, featureName(own.feature), aside)
    },
  }
}

/** Services of the plan that call this one. */
function callersOf({ name }: Service, services: readonly Service[]): readonly string[] {
  const key = serviceKey(name)
  return services
    .filter(({ edges }) => edges.some(({ target }) => serviceKey(target) === key))
    .map((caller) => caller.name)
}

/** Slug of the first feature in snake_case. */
function systemName(plans: readonly Plan[]): string {
  const [first] = plans.map(({ path, slug }) => ({ path, slug })).sort((a, b) => comparePaths(a.path, b.path))
  return featureName(first?.slug ?? '')
}

/** First part of the proto packages of a feature's services, so that another feature renames none of them. */
function featureName(slug: string): string {
  const name = snake(slug).replace(/^[0-9_]+/, '')
  return isPythonIdentifier(name) && name !== 'google' && name !== 'grpc' ? name : 'system'
}

function buildService(parts: ServiceParts, building: Building): Service {
  const { diagnostics, defaults } = building
  const facts = mergeFacts(parts, featureName(parts.feature), diagnostics)
  const project = projectOf(parts, defaults)
  const rpcs = facts.protos.flatMap(({ services }) => services).flatMap((service) => service.rpcs)
  const drafts = draftItems(
    parts,
    rpcs.map(({ name }) => name),
    diagnostics,
  )
  const evidence = evidenceOf(parts, facts, { project, drafts })
  const capabilities = findCapabilities(evidence)
  const pending = findPending(evidence)
  const tasks = parts.tasks.map(({ task }) => task.facts)
  const items = drafts.map((draft, index) => widen(draft, { drafts, index, evidence }))
  const requirements = [...parts.tasks.map(({ task }) => task), ...parts.alone].flatMap(
    (task) => task.requirements,
  )
  reportUnderspecified(parts, facts, { capabilities, evidence, diagnostics })
  reportResilience(evidence, capabilities.get('resilience'), diagnostics)
  const service: Service = {
    name: parts.name,
    feature: parts.feature,
    purpose: purposeOf(parts),
    layout: layoutOf(parts, building.layout),
    project,
    items,
    sources: sourcesOf(parts, facts),
    capabilities,
    ...facts,
    clients: [],
    requirements,
    criteria: parts.tasks.flatMap(({ task }) => task.criteria),
    coverage: coverageOf(parts, defaults),
    slo: findSlo(evidence.statements),
    limits: findLimits(evidence.statements),
    jobs: findJobs(items, requirements),
    decisionTask: findDecisionTask(items),
    pending,
    sharedProtos: [],
    library: undefined,
    hosting: findHosting(evidence.statements, [...tasks, ...parts.documents]),
    callers: [],
  }
  reportMismatches(service, diagnostics)
  return service
}

function evidenceOf(
  parts: ServiceParts,
  facts: MergedFacts,
  { project, drafts }: { readonly project: Project; readonly drafts: readonly ItemDraft[] },
): Evidence {
  const trees = [...parts.tasks.map(({ task }) => task.facts), ...parts.documents].map(({ tree }) => tree)
  return {
    facts,
    statements: statementsOf(
      parts,
      drafts.map(({ item }) => item),
    ),
    tasks: parts.tasks.map(({ task }) => task).filter(({ status }) => status !== 'excluded'),
    packages: project.packages,
    drawsDockerfile: trees.flat().some(({ path }) => path === 'Dockerfile'),
  }
}

/** The only unit of a service carries all it needs; one of several what its own file needs. */
function widen(
  draft: ItemDraft,
  {
    drafts,
    index,
    evidence,
  }: {
    readonly drafts: readonly ItemDraft[]
    readonly index: number
    readonly evidence: Evidence
  },
): WorkItem {
  if (!draft.whole) return draft.item
  const { task } = draft
  const alone = drafts.length === 1
  const own: Evidence = alone
    ? evidence
    : {
        ...evidence,
        facts: { ...task.facts },
        tasks: [task],
        statements: evidence.statements.filter(
          ({ origin, kind }) => kind !== 'prose' && origin.path === task.path,
        ),
        packages: task.facts.project?.packages ?? [],
      }
  return widenItem(draft, {
    capabilities: findCapabilities(own).keys(),
    pending: findPending(own),
    first: index === 0,
  })
}

function purposeOf({ documents, mentions, tasks }: ServiceParts): string {
  const told = [
    ...documents.map(({ purpose }) => purpose),
    ...mentions.map(({ purpose }) => purpose),
    ...tasks.map(({ task }) => task.overview),
  ]
  return told.find((purpose) => purpose !== undefined && purpose !== '') ?? ''
}

function layoutOf(parts: ServiceParts, known: Building['layout']): Layout {
  const trees = [...parts.tasks.map(({ task }) => task.facts), ...parts.documents].map(({ tree }) => tree)
  const given = Object.hasOwn(known, parts.name) ? known[parts.name] : undefined
  return { root: parts.name, package: rootPackageOf(trees), places: {}, ...given }
}

function sourcesOf(parts: ServiceParts, facts: MergedFacts): readonly string[] {
  const { endpoints, schemas, protos, entities, edges, topics } = facts
  const origins = [endpoints, schemas, protos, entities, edges, topics, parts.mentions].flat()
  const paths = [
    ...parts.tasks.map(({ task }) => task.path),
    ...parts.documents.flatMap((document) => originOf(document)?.path ?? []),
    ...origins.map(({ origin }) => origin.path),
  ]
  return [...new Set(paths)].sort()
}
