import { can } from '../../src/generator/index.ts'
import { ownerAbout } from '../views/plan/owners.ts'
import { instrumentationsOf } from '../views/service/instrumentations.ts'
import { PORT_NUMBERS } from '../views/service/port-numbers.ts'
import { floatSetting, portSetting, textSetting } from '../views/service/setting.ts'
import { dev, type Part, runtime } from './part.ts'

export const tracing: Part = {
  asked: (service) => can(service, 'tracing'),
  opens: true,
  wraps: true,
  settings: () => [
    textSetting('OTEL_EXPORTER_OTLP_ENDPOINT', ''),
    floatSetting('OTEL_TRACES_SAMPLER_ARG', '0.1', 'ge=0, le=1'),
  ],
  packages: (service) => [
    ...runtime(
      'opentelemetry-api',
      'opentelemetry-sdk',
      'opentelemetry-exporter-otlp-proto-grpc',
      ...instrumentationsOf(service),
    ),
    ...dev('httpx2'),
  ],
  untypedCalls: ['opentelemetry.instrumentation'],
  double: { role: 'fixture-telemetry' },
  tests: (service) => [
    {
      ref: { role: 'test-tracing' },
      subject: ownerAbout(service, 'tracing'),
    },
  ],
}

export const metrics: Part = {
  asked: (service) => can(service, 'metrics'),
  opens: true,
  wraps: true,
  settings: () => [
    textSetting('METRICS_HOST', '127.0.0.1'),
    portSetting('METRICS_PORT', PORT_NUMBERS.metrics),
  ],
  packages: () => [...runtime('prometheus-client'), ...dev('httpx2')],
  double: { role: 'fixture-metrics' },
  tests: (service) => [
    {
      ref: { role: 'test-metrics' },
      subject: ownerAbout(service, 'metrics'),
    },
  ],
}

export const sentry: Part = {
  asked: (service) => can(service, 'sentry'),
  opens: true,
  wraps: true,
  settings: () => [textSetting('SENTRY_DSN', '')],
  packages: () => [...runtime('sentry-sdk'), ...dev('httpx2')],
  tests: (service) => [{ ref: { role: 'test-sentry' }, subject: ownerAbout(service, 'sentry') }],
}

export const dashboards: Part = {
  asked: (service) => can(service, 'dashboards'),
  packages: () => dev('pyyaml', 'types-pyyaml'),
  tests: (service) => [
    {
      ref: { role: 'test-dashboards' },
      subject: ownerAbout(service, 'dashboards'),
    },
  ],
}
