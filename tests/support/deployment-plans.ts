/** Plans of services that are deployed: what most of the proofs of deployment are made of. */
import type { PlanOptions } from './plan-builder.ts'

const EVERYTHING = [
  'Dockerfile and K8s manifests',
  'Docker Compose file',
  'CI workflow with GitHub Actions',
  'Pre-commit hooks',
]

export const DEPLOYED = {
  full: {
    name: 'parcel-service',
    edges: 'both',
    database: true,
    redis: true,
    sessions: true,
    jwt: true,
    logging: true,
    grpcDependencies: ['stock-service:GetStock'],
    subtasks: EVERYTHING,
    requirements: ['Autoscaling by an HPA'],
  },
  events: {
    name: 'parcel-service',
    edges: 'both',
    database: true,
    produces: ['parcel.packed'],
    consumes: ['order.created'],
    subtasks: EVERYTHING,
  },
  observed: {
    name: 'parcel-service',
    edges: 'rest',
    logging: true,
    restDependencies: ['mail-service: POST /api/v1/mails'],
    requirements: ['Celery runs background jobs', 'CORS and security headers'],
    packages: ['fastapi>=0.115', 'gunicorn>=22'],
    subtasks: [...EVERYTHING, 'OpenTelemetry tracing', 'Prometheus metrics', 'Sentry error reports'],
  },
  worker: {
    name: 'parcel-service',
    edges: 'none',
    database: true,
    logging: true,
    consumes: ['order.created'],
    subtasks: EVERYTHING,
  },
  remote: { name: 'parcel-service', edges: 'grpc', subtasks: EVERYTHING },
  small: { name: 'parcel-service', edges: 'rest', subtasks: EVERYTHING },
} as const satisfies Readonly<Record<string, PlanOptions>>

export type Deployed = keyof typeof DEPLOYED
