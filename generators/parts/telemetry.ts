import { can, type Part } from './part.ts'

export const tracing: Part = { asked: (service) => can(service, 'tracing') }

export const metrics: Part = { asked: (service) => can(service, 'metrics') }

export const sentry: Part = { asked: (service) => can(service, 'sentry') }
