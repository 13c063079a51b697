/** Which task owns a file. */
import { type Category, ownersOf, plural, type Service, singular } from '../../../src/generator/index.ts'

/** Key of the task that owns the files of a category about `things`: snake_case nouns, such as a resource's name. */
export function ownerOf(
  service: Service,
  category: Category,
  things: readonly string[] = [],
): string | undefined {
  const words = things.map((thing) => thing.replaceAll('_', ' '))
  return ownersOf(
    service,
    category,
    words.flatMap((word) => [word, singular(word), plural(word)]),
  )[0]
}

interface Subject {
  readonly category: Category
  /** Of titles; the first that any title has counts. */
  readonly words: readonly string[]
}

const about = (category: Category, ...words: readonly string[]): Subject => ({ category, words })

/** What one task of a category is about among others. */
const SUBJECTS = {
  cors: about('api', 'cors'),
  securityHeaders: about('api', 'security header', 'header'),
  bodyLimit: about('api', 'body', 'payload', 'request size'),
  tokens: about('logic', 'jwt', 'token'),
  database: about('data', 'database', 'model', 'migration'),
  redis: about('data', 'redis', 'cache', 'session'),
  sessions: about('data', 'session', 'redis'),
  producer: about('communication', 'producer', 'publisher', 'publish', 'outbox', 'kafka', 'event'),
  consumer: about('communication', 'consumer', 'handler', 'kafka', 'event'),
  jobs: about('communication', 'celery', 'background job', 'worker'),
  failures: about('resilience', 'circuit breaker', 'retry', 'timeout', 'deadline'),
  loadShedding: about('resilience', 'load shedding', 'overload'),
  rateLimit: about('resilience', 'rate limit', 'rate limiting', 'throttling'),
  logging: about('observability', 'logging', 'log'),
  tracing: about('observability', 'tracing', 'opentelemetry', 'trace', 'otel'),
  metrics: about('observability', 'metric', 'prometheus', 'monitoring'),
  sentry: about('observability', 'sentry', 'error'),
  dashboards: about('observability', 'grafana', 'dashboard', 'alert rule', 'alerting rule'),
  image: about('deployment', 'dockerfile', 'docker image', 'container image', 'container', 'docker'),
  compose: about('deployment', 'docker compose', 'compose'),
  kubernetes: about('deployment', 'kubernetes', 'k8s', 'manifest'),
  workflow: about('deployment', 'ci', 'github action', 'workflow', 'pipeline'),
  hooks: about('deployment', 'pre commit', 'git hook'),
} satisfies Readonly<Record<string, Subject>>

export type OwnedSubject = keyof typeof SUBJECTS

/** Key of the task that is about a subject; where no task deploys, the one that sets the project up does. */
export function ownerAbout(service: Service, subject: OwnedSubject): string | undefined {
  const { category, words } = SUBJECTS[subject]
  const home = category === 'deployment' && deploymentOwner(service) === undefined ? 'setup' : category
  return ownerOf(service, home, words)
}

/** Key of the task that writes the tests, where the plan has one. */
export function testWriter(service: Service): string | undefined {
  return ownersOf(service, 'testing')[0]
}

/** Key of the deployment task, where the plan has one. */
function deploymentOwner(service: Service): string | undefined {
  return ownersOf(service, 'deployment')[0]
}
