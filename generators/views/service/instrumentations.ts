/** Which OpenTelemetry instrumentations a service needs, and what they allow. */
import { can, isPinnedBelow, lowerBoundOf, type Service } from '../../../src/generator/index.ts'
import { servesRest } from '../plan/serves-rest.ts'

/** Its SQLAlchemy instrumentation refuses this version and every later one, and says so in a log line only. */
const SQLALCHEMY_LIMIT = '2.1'

export function instrumentationsOf(service: Service): readonly string[] {
  const names = instrumentedOf(service)
  if (names.length > 0) return names.map((name) => `opentelemetry-instrumentation-${name}`)
  // The checks of the broker leave no spans by it.
  return can(service, 'produces', 'consumes') ? ['opentelemetry-instrumentation'] : []
}

function instrumentedOf(service: Service): readonly string[] {
  return [
    ...(servesRest(service) ? ['fastapi'] : []),
    ...(can(service, 'grpc') || calls(service, 'grpc') ? ['grpc'] : []),
    ...(can(service, 'database') ? [instrumentsDriver(service) ? 'asyncpg' : 'sqlalchemy'] : []),
    ...(can(service, 'redis') ? ['redis'] : []),
    ...(calls(service, 'rest') ? ['httpx'] : []),
  ]
}

/** The plan asks for an SQLAlchemy that cannot be instrumented: its driver is. */
export function instrumentsDriver(service: Service): boolean {
  const listed = service.project.packages.find(({ name }) => name === 'sqlalchemy')
  const lower = can(service, 'database') && listed ? lowerBoundOf(listed.specifier) : undefined
  return lower !== undefined && !isPinnedBelow(`==${lower}`, SQLALCHEMY_LIMIT)
}

function calls({ clients }: Service, protocol: 'grpc' | 'rest'): boolean {
  return clients.some((client) => client.protocol === protocol)
}
