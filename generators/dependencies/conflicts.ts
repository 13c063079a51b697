/** Packages of a plan that no resolver can install together. */
import {
  DEPENDENCY_CODES,
  type Diagnostic,
  diagnostic,
  isHeldBelow,
  isPinnedBelow,
  lowerBoundOf,
  type PackageRequirement,
  type Service,
} from '../../src/generator/index.ts'
import { holdsOldKombu } from './caps.ts'

export function dependencyConflicts(service: Service): readonly Diagnostic[] {
  const { packages } = service.project
  return [
    ...(holdsOldKombu(service) ? kombuConflicts(packages) : []),
    ...(packages.some(isOldTelemetry) ? protobufConflicts(packages) : []),
  ]
}

function kombuConflicts(packages: readonly PackageRequirement[]): readonly Diagnostic[] {
  const redis = packages.find(({ name, specifier }) => name === 'redis' && asksFor(specifier, '6.5'))
  const containers = packages.find(
    ({ name, extras }) => name === 'testcontainers' && extras.includes('redis'),
  )
  return [
    ...(redis
      ? [
          diagnostic(DEPENDENCY_CODES, 'dependency/redis-conflicts-with-celery', {
            message: `\`${spelled(redis)}\` and celery or kombu below 5.7 cannot be installed together`,
            location: redis.origin,
            hint: 'raise celery to 5.7, or write `redis<6.5`',
          }),
        ]
      : []),
    ...(containers
      ? [
          diagnostic(DEPENDENCY_CODES, 'dependency/testcontainers-redis-extra', {
            message: '`testcontainers[redis]` and celery or kombu below 5.7 cannot be installed together',
            location: containers.origin,
            hint: 'drop the extra `redis`, or raise celery to 5.7',
          }),
        ]
      : []),
  ]
}

function protobufConflicts(packages: readonly PackageRequirement[]): readonly Diagnostic[] {
  const protobuf = packages.find(({ name, specifier }) => name === 'protobuf' && asksFor(specifier, '7'))
  if (!protobuf) return []
  return [
    diagnostic(DEPENDENCY_CODES, 'dependency/otel-needs-older-protobuf', {
      message: `\`${spelled(protobuf)}\` and OpenTelemetry below 1.43 cannot be installed together`,
      location: protobuf.origin,
      hint: 'raise OpenTelemetry to 1.43, or write `protobuf<7`',
    }),
  ]
}

const OLD_TELEMETRY = new Set(['opentelemetry-api', 'opentelemetry-sdk', 'opentelemetry-proto'])

function isOldTelemetry({ name, specifier }: PackageRequirement): boolean {
  const isOfTheTrain = OLD_TELEMETRY.has(name) || name.startsWith('opentelemetry-exporter-otlp')
  return isOfTheTrain && isHeldBelow(specifier, '1.43')
}

/** Whether every version that is admitted is at least this one. */
function asksFor(specifier: string, version: string): boolean {
  const lower = lowerBoundOf(specifier)
  return lower !== undefined && !isPinnedBelow(`==${lower}`, version)
}

function spelled({ name, specifier }: PackageRequirement): string {
  return `${name}${specifier}`
}
