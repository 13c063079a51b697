/** Capabilities that a word asks for: no contract, table or edge would tell them. */
import type { Capability } from './system.ts'

export interface NamedCapability {
  readonly capability: Capability
  /** Folded words and phrases; plurals match. */
  readonly words: readonly string[]
  /** Packages whose listing is a statement too: what cuts across a service has no other place to be named. */
  readonly packages?: readonly string[]
  /** A criterion does not ask for it: it would only describe what is there. */
  readonly demanded?: boolean
}

export const NAMED_CAPABILITIES: readonly NamedCapability[] = [
  { capability: 'cors', words: ['cors'], demanded: true },
  { capability: 'securityHeaders', words: ['security header', 'hsts'], demanded: true },
  { capability: 'rateLimit', words: ['rate limit', 'rate limiting', 'rate limiter', 'throttling'] },
  {
    capability: 'bodyLimit',
    words: ['body limit', 'body size', 'request size', 'payload size', 'payload limit'],
    demanded: true,
  },
  { capability: 'celery', words: ['celery', 'background job'], demanded: true },
  {
    capability: 'resilience',
    words: ['circuit breaker', 'retry', 'backoff', 'deadline', 'resilience pattern', 'timeout handling'],
    demanded: true,
  },
  { capability: 'bulkhead', words: ['bulkhead'], demanded: true },
  { capability: 'loadShedding', words: ['load shedding', 'overload', 'backpressure'], demanded: true },
  {
    capability: 'tracing',
    words: ['tracing', 'opentelemetry', 'otel'],
    packages: ['opentelemetry-*'],
  },
  { capability: 'metrics', words: ['metric', 'prometheus'], packages: ['prometheus-*'] },
  { capability: 'sentry', words: ['sentry'], packages: ['sentry-sdk'] },
  {
    capability: 'dashboards',
    words: ['grafana', 'alert rule', 'alerting rule', 'monitoring dashboard'],
    demanded: true,
  },
  { capability: 'loadTests', words: ['load test', 'load testing', 'stress test', 'k6', 'locust'] },
  { capability: 'compose', words: ['docker compose', 'compose file', 'compose yaml', 'compose yml'] },
  { capability: 'kubernetes', words: ['kubernetes', 'k8s'] },
  { capability: 'autoscaling', words: ['hpa', 'autoscaling', 'autoscaler', 'autoscale'], demanded: true },
  {
    capability: 'ci',
    words: ['ci cd', 'ci', 'github action', 'ci workflow', 'continuous integration'],
    demanded: true,
  },
  { capability: 'preCommit', words: ['pre commit', 'git hook'], packages: ['pre-commit'] },
]
