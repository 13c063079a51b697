/** Which words of a criterion which tests and which steps of the gates answer. */
import type { FileContext, Service } from '../../../src/generator/index.ts'
import { asksForCoverage } from './asks-for-coverage.ts'

export interface Gate {
  /** A step of the gates: `types`. */
  readonly name: string
  exists(service: Service, context: FileContext): boolean
}

/** Every rule whose words occur has to be satisfied, by a test or by the gate. */
export interface CriterionRule {
  readonly words: readonly string[]
  readonly without?: readonly string[]
  /** Roles of test files. */
  readonly tests?: readonly string[]
  /** Where the tests say something about it. */
  readonly where?: (service: Service) => boolean
  readonly gate?: Gate
}

const always = (name: string): Gate => ({ name, exists: () => true })
const whereIs = (name: string, role: string): Gate => ({ name, exists: (_, context) => context.has(role) })

const LOAD = whereIs('load', 'load-client')
const EVENT_TESTS = [
  'test-topic',
  'test-events',
  'test-consumer',
  'test-publisher',
  'test-outbox',
  'test-worker',
]

const EDGES: readonly CriterionRule[] = [
  { words: ['grpc', 'rpc'], tests: ['test-rpc'], without: ['client', 'dependency'] },
  { words: ['grpc client', 'rest client', 'service dependency'], tests: ['test-client'] },
  {
    words: ['rest', 'endpoint', 'route', 'api test'],
    without: ['grpc', 'rpc', 'openapi', 'swagger'],
    tests: ['test-api'],
  },
  {
    words: ['openapi', 'swagger', 'api documentation'],
    tests: ['test-wiring'],
    where: ({ endpoints }) => endpoints.length > 0,
  },
  { words: ['cors'], tests: ['test-cors'] },
  { words: ['security header', 'hsts'], tests: ['test-security-headers'] },
  { words: ['rate limit', 'rate limiting', 'throttling'], tests: ['test-rate-limit'] },
  { words: ['body limit', 'body size', 'payload size', 'request size'], tests: ['test-body-limit'] },
  { words: ['jwt', 'token', 'hashing'], tests: ['test-security'] },
]

const STORES: readonly CriterionRule[] = [
  { words: ['transaction', 'rollback', 'repository', 'database model'], tests: ['test-database'] },
  { words: ['migration', 'alembic'], tests: ['test-migrations'] },
  { words: ['redis', 'cache', 'caching'], without: ['session'], tests: ['test-redis'] },
  { words: ['session'], tests: ['test-session-store'] },
  { words: ['kafka', 'event', 'topic', 'outbox', 'consumer'], tests: EVENT_TESTS },
  { words: ['celery', 'background job'], tests: ['test-celery-app', 'test-job'] },
]

const OPERATION: readonly CriterionRule[] = [
  {
    words: ['circuit breaker', 'retry', 'deadline', 'bulkhead', 'fallback', 'timeout'],
    tests: ['test-resilience', 'test-client', 'test-dependency-errors'],
  },
  {
    words: ['graceful', 'sigterm', 'graceful shutdown'],
    tests: ['test-shutdown', 'test-worker', 'test-wiring'],
  },
  { words: ['health', 'readiness', 'liveness', 'health check'], tests: ['test-health', 'test-wiring'] },
  { words: ['tracing', 'trace', 'opentelemetry'], tests: ['test-tracing'] },
  { words: ['metric', 'prometheus'], tests: ['test-metrics'] },
  { words: ['correlation id', 'correlation', 'request id'], tests: ['test-correlation'] },
  { words: ['structured logging', 'structured log', 'json log', 'structlog'], tests: ['test-logging'] },
  { words: ['sentry', 'error tracking'], tests: ['test-sentry'] },
  {
    words: ['dockerfile', 'docker image', 'docker', 'container image'],
    without: ['docker compose', 'compose'],
    tests: ['test-dockerfile'],
    gate: whereIs('image', 'dockerfile'),
  },
  { words: ['docker compose', 'compose'], tests: ['test-compose'] },
  {
    words: ['kubernetes', 'k8s', 'manifest'],
    tests: ['test-manifests', 'test-liveness'],
    gate: whereIs('manifests', 'test-manifests'),
  },
  { words: ['load test', 'load testing', 'stress test', 'rps', 'throughput'], gate: LOAD },
  { words: ['p99', 'p95', 'latency', 'response time'], gate: LOAD },
]

const CODE: readonly CriterionRule[] = [
  { words: ['unit test', 'business logic'], tests: ['test-service'] },
  {
    words: ['test coverage', 'code coverage', 'coverage'],
    gate: { name: 'coverage', exists: (service) => asksForCoverage(service) },
  },
  { words: ['all test', 'test passing', 'test pass'], gate: always('tests') },
  { words: ['mypy', 'type error', 'type check', 'type hint', 'type safety'], gate: always('types') },
  { words: ['ruff', 'lint', 'linter', 'linting'], gate: always('lint') },
  { words: ['black', 'formatter', 'formatting', 'formatted'], gate: always('format') },
  { words: ['pre commit', 'git hook'], gate: whereIs('hooks', 'pre-commit') },
  { words: ['ci', 'ci cd', 'continuous integration', 'pipeline'], gate: whereIs('workflow', 'workflow') },
]

export const CRITERION_RULES: readonly CriterionRule[] = [...EDGES, ...STORES, ...OPERATION, ...CODE]
