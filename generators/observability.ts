import { defineGenerator } from '../src/generator/index.ts'
import { contextFiles } from './observability/context.ts'
import { dashboardFiles } from './observability/dashboards.ts'
import { loggingFiles, redactionFiles } from './observability/logging.ts'
import { metricsFiles } from './observability/metrics.ts'
import { sentryFiles } from './observability/sentry.ts'
import { tracingFiles } from './observability/tracing.ts'
import { traitsOf } from './views/plan/traits.ts'

export const observability = defineGenerator({
  category: 'observability',
  description: 'what requests carry along, structured logs, traces, metrics, error reports',
  files(service) {
    const traits = traitsOf(service)
    return [
      ...contextFiles(service),
      ...(traits.logging || traits.sentry ? redactionFiles(service) : []),
      ...(traits.logging ? loggingFiles(service) : []),
      ...(traits.tracing ? tracingFiles(service) : []),
      ...(traits.metrics ? metricsFiles(service) : []),
      ...(traits.dashboards ? dashboardFiles(service) : []),
      ...(traits.sentry ? sentryFiles(service) : []),
    ]
  },
})
