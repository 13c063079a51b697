/** Which task owns a file. */
import {
  type Capability,
  type Category,
  ownersNaming,
  ownersOf,
  plural,
  type Service,
  singular,
} from '../../../src/generator/index.ts'

/** Key of the task that owns the files of a category about `things`: snake_case nouns, such as a resource's name. */
export function ownerOf(
  service: Service,
  category: Category,
  things: readonly string[] = [],
): string | undefined {
  return ownersOf(service, category, spellings(things))[0]
}

function spellings(things: readonly string[]): readonly string[] {
  return things
    .map((thing) => thing.replaceAll('_', ' '))
    .flatMap((word) => [word, singular(word), plural(word)])
}

interface Subject {
  readonly category: Category
  readonly capability: Capability
  /** Of titles; the first that any title has counts. */
  readonly words: readonly string[]
}

const about = (category: Category, capability: Capability, ...words: readonly string[]): Subject => ({
  category,
  capability,
  words,
})

/** What one task of a category is about among others. */
const SUBJECTS = {
  cors: about('api', 'cors', 'cors'),
  securityHeaders: about('api', 'securityHeaders', 'security header', 'hsts', 'header'),
  bodyLimit: about('api', 'bodyLimit', 'body', 'payload', 'request size'),
  tokens: about('logic', 'jwt', 'jwt', 'token'),
  database: about('data', 'database', 'database', 'model', 'migration'),
  redis: about('data', 'redis', 'redis', 'cache', 'session'),
  sessions: about('data', 'sessions', 'session', 'redis'),
  producer: about(
    'communication',
    'produces',
    'producer',
    'publisher',
    'publish',
    'outbox',
    'kafka',
    'event',
  ),
  consumer: about('communication', 'consumes', 'consumer', 'handler', 'kafka', 'event'),
  jobs: about('communication', 'celery', 'celery', 'background job', 'worker'),
  failures: about('resilience', 'resilience', 'circuit breaker', 'retry', 'timeout', 'deadline', 'backoff'),
  loadShedding: about('resilience', 'loadShedding', 'load shedding', 'overload', 'backpressure'),
  rateLimit: about('resilience', 'rateLimit', 'rate limit', 'rate limiting', 'rate limiter', 'throttling'),
  logging: about('observability', 'logging', 'logging', 'log', 'structlog'),
  tracing: about('observability', 'tracing', 'tracing', 'opentelemetry', 'trace', 'otel'),
  metrics: about('observability', 'metrics', 'metric', 'prometheus', 'monitoring'),
  sentry: about('observability', 'sentry', 'sentry', 'error'),
  dashboards: about('observability', 'dashboards', 'grafana', 'dashboard', 'alert rule', 'alerting rule'),
  image: about(
    'deployment',
    'docker',
    'dockerfile',
    'docker image',
    'container image',
    'container',
    'docker',
  ),
  compose: about('deployment', 'compose', 'docker compose', 'compose'),
  kubernetes: about('deployment', 'kubernetes', 'kubernetes', 'k8s', 'manifest'),
  workflow: about(
    'deployment',
    'ci',
    'ci',
    'continuous integration',
    'github action',
    'workflow',
    'pipeline',
  ),
  hooks: about('deployment', 'preCommit', 'pre commit', 'git hook'),
} satisfies Readonly<Record<string, Subject>>

export type OwnedSubject = keyof typeof SUBJECTS

/**
 * Key of the task that is about a subject: of its category by its title, else the one whose title asks for it, else
 * any of the category. Where no task deploys, the one that sets the project up does.
 */
export function ownerAbout(service: Service, subject: OwnedSubject): string | undefined {
  const { category, capability, words } = SUBJECTS[subject]
  const home = category === 'deployment' && deploymentOwner(service) === undefined ? 'setup' : category
  return (
    ownersNaming(service, home, spellings(words))[0] ?? askerOf(service, capability) ?? ownerOf(service, home)
  )
}

/** A task whose title asks for a capability; the tests of it bring none. */
function askerOf({ capabilities, items }: Service, capability: Capability): string | undefined {
  const asked = capabilities.get(capability)
  const asker = items.find(
    ({ origin, excluded, categories }) =>
      !excluded &&
      categories.some((category) => category !== 'testing') &&
      origin.path === asked?.path &&
      origin.start.line === asked.start.line,
  )
  return asker?.key
}

/** Key of the task that writes the tests, where the plan has one. */
export function testWriter(service: Service): string | undefined {
  return ownersOf(service, 'testing')[0]
}

/** Key of the deployment task, where the plan has one. */
function deploymentOwner(service: Service): string | undefined {
  return ownersOf(service, 'deployment')[0]
}
