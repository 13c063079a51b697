/** What the plans mean: merged, classified, named. */
import type { Location } from '../diagnostics/index.ts'
import type {
  DependencyEdge,
  Endpoint,
  Entity,
  PackageRequirement,
  ProtoFile,
  Requirement,
  Schema,
  TopicUse,
} from '../plan/facts.ts'
import type { Criterion } from '../plan/plan.ts'
import type { Client } from './clients.ts'
import type { Hosting } from './hosting.ts'
import type { Layout } from './layout.ts'
import type { Replacement } from './modernize.ts'
import type { Category, WorkItem } from './work-item.ts'

/** A thing a service can do, and the statement of the plan that asks for it. */
export const CAPABILITIES = [
  'rest',
  'grpc',
  'database',
  'redis',
  'cache',
  'sessions',
  'jwt',
  'passwords',
  'cors',
  'securityHeaders',
  'rateLimit',
  'bodyLimit',
  'produces',
  'consumes',
  'grpcClients',
  'restClients',
  'celery',
  'resilience',
  'bulkhead',
  'loadShedding',
  'logging',
  'tracing',
  'metrics',
  'sentry',
  'dashboards',
  'loadTests',
  'docker',
  'compose',
  'kubernetes',
  'autoscaling',
  'ci',
  'preCommit',
] as const
export type Capability = (typeof CAPABILITIES)[number]

/** What the plan declares and this version does not generate yet. */
export interface Pending {
  /** `Kafka topics`, `Kubernetes manifests`: for people. */
  readonly what: string
  readonly category: Category
  readonly origin: Location
}

/** `1000 RPS`, `<50ms p99`: the numbers of a plan, each with its place. */
export interface Slo {
  readonly requestsPerSecond?: { readonly value: number; readonly origin: Location } | undefined
  /** Milliseconds. */
  readonly p99?: { readonly value: number; readonly origin: Location } | undefined
}

export interface Quota {
  readonly requests: number
  readonly seconds: number
}

/** What callers may send, where the plan says it. */
export interface Limits {
  readonly quota?: Quota | undefined
  /** Of the body of a request. */
  readonly bodyBytes?: number | undefined
}

/** A background task that the plan names. */
export interface Job {
  /** `send_report`. */
  readonly name: string
  /** The sentence that names it. */
  readonly text: string
  /** Key of the task whose title that is. */
  readonly item: string | undefined
}

export interface Jobs {
  readonly named: readonly Job[]
  /** Key of the first task that is about them. */
  readonly item: string | undefined
}

export interface Project {
  readonly version: string
  /** `>=3.11`. */
  readonly requiresPython: string
  readonly packages: readonly PackageRequirement[]
  /** What the plan lists and the packages above stand for. */
  readonly replaced: readonly Replacement[]
  readonly formatter: 'ruff' | 'black'
  /** Where `[tool.uv] dev-dependencies` was used. */
  readonly legacyDevDependencies?: Location | undefined
}

/** What a service tells of schemas and messages. */
export type Described = Pick<Service, 'name' | 'schemas' | 'protos'>

export interface Topic extends TopicUse {
  /** Another service, whose documents describe what the topic carries. */
  readonly describedBy?: Described | undefined
}

/** What has tasks and files of its own: a service, or what several of them share. */
export interface Scope {
  /** As the plan spells it: `auth-service`. Valid: letters, digits, `-`, `_`. */
  readonly name: string
  readonly layout: Layout
  readonly items: readonly WorkItem[]
  readonly criteria: readonly Criterion[]
  /** Protos of the system that stand at the root of the workspace, as they are there. */
  readonly sharedProtos: readonly ProtoFile[]
  /** The package that holds what the services of the system have in common, where the plan has one. */
  readonly library: SharedLibrary | undefined
}

export interface Service extends Scope {
  readonly feature: string
  readonly purpose: string
  readonly project: Project
  /** Plan documents this service was read from, sorted. */
  readonly sources: readonly string[]
  readonly capabilities: ReadonlyMap<Capability, Location>
  readonly endpoints: readonly Endpoint[]
  readonly schemas: readonly Schema[]
  readonly protos: readonly ProtoFile[]
  readonly entities: readonly Entity[]
  /** Their targets as the clients have them. */
  readonly edges: readonly DependencyEdge[]
  /** The edges by target, with the contract each is held to; those without a method are left out. */
  readonly clients: readonly Client[]
  readonly topics: readonly Topic[]
  readonly requirements: readonly Requirement[]
  /** Coverage in percent that the plan asks for, else 90. */
  readonly coverage: number
  /** Load and latency that the plan demands. */
  readonly slo: Slo | undefined
  readonly limits: Limits
  readonly jobs: Jobs
  /** Key of the task that asks for records of decisions. */
  readonly decisionTask: string | undefined
  readonly pending: readonly Pending[]
  readonly hosting: Hosting
  /** Services of the system that call it, sorted. */
  readonly callers: readonly string[]
}

/** A proto at the root of the workspace, since several services or a task of its own need it. */
export interface SharedContract {
  /** What the plan says it holds. */
  readonly file: ProtoFile
  /** Somebody wrote the file at the root: it is read, never written. */
  readonly foreign: boolean
  /** Keys of the tasks that bring it. */
  readonly owners: readonly string[]
}

/** A package of the workspace that its services depend on. */
export interface SharedLibrary {
  /** Distribution: `shop-common`. */
  readonly name: string
  /** Import package: `shop_common`. */
  readonly module: string
  /** Folder below the workspace. */
  readonly root: string
  /** Keys of the tasks that bring it: its own, and those that set a service up. */
  readonly owners: readonly string[]
}

/** What belongs to no single service; its files stand at the root of the workspace. */
export interface SharedScope extends Scope {
  readonly contracts: readonly SharedContract[]
}

export interface System {
  /** First part of proto packages: the slug of the first feature in snake_case. */
  readonly name: string
  readonly services: readonly Service[]
  readonly shared: SharedScope
}
