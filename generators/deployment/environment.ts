/** What the processes of a service are given where they are deployed: ports, addresses, secrets. */
import { can, hostName, type Service } from '../../src/generator/index.ts'
import { type ClientView, clientsOf } from '../views/clients/clients.ts'
import { workerOf } from '../views/events/worker.ts'
import { PORT_NUMBERS } from '../views/service/port-numbers.ts'
import type { SettingView } from '../views/service/setting.ts'
import { settingsOf } from '../views/service/settings.ts'
import { secretKey } from './names.ts'

export interface Port {
  /** `http`. */
  readonly name: string
  /** `HTTP_PORT`. */
  readonly setting: string
  readonly number: number
}

export interface SecretUse {
  readonly variable: string
  readonly secret: string
  readonly key: string
  /** The setting may be empty. */
  readonly optional: boolean
}

export interface Variable {
  readonly name: string
  readonly value: string
}

const LOCAL = /(?:localhost|127\.0\.0\.1)/
/** URLs that carry credentials, keys and the like. */
const SECRET = /^(?:DATABASE|REDIS|CELERY_\w+)_URL$|_(?:SECRET|DSN|PRIVATE_KEY|API_KEY)$/
/** Empty by default: nothing is exported where nobody collects. */
const COLLECTOR = 'OTEL_EXPORTER_OTLP_ENDPOINT'
/** Where a server listens inside a network that names servers by what they are. */
const SERVERS: ReadonlyMap<string, string> = new Map([
  ['5432', 'postgres'],
  ['6379', 'redis'],
  ['9092', 'kafka'],
])

export function portsOf(service: Service): readonly Port[] {
  return settingsOf(service)
    .filter(({ name }) => name.endsWith('_PORT'))
    .map(({ name, example }) => ({
      name: secretKey(name.slice(0, -'_PORT'.length)),
      setting: name,
      number: Number(example),
    }))
}

/** Ports of the process that serves, without those of the one beside it. */
export function servingPorts(service: Service): readonly Port[] {
  const worker = workerOf(service)
  return portsOf(service).filter(({ setting }) => setting !== worker?.portSetting)
}

/** Settings of the addresses that the service listens on: `HTTP_HOST`. */
export function listenSettings(service: Service): readonly string[] {
  return settingsOf(service).flatMap(({ name }) => (name.endsWith('_HOST') ? [name] : []))
}

/** Settings that come from a secret, by the names the plan gives or names made of the service's. */
export function secretsOf(service: Service): readonly SecretUse[] {
  return settingsOf(service)
    .filter(isSecret)
    .map(({ name, annotation, example }) => {
      const planned = service.hosting.secrets.find(({ variable }) => variable === name)
      return {
        variable: name,
        secret: planned?.secret ?? `${hostName(service.name)}-secrets`,
        key: planned?.key ?? secretKey(name),
        optional: example === '' || annotation.includes('None'),
      }
    })
}

/** A migration opens nothing but the database. */
export function migrationSecrets(service: Service): readonly SecretUse[] {
  return secretsOf(service).filter(({ variable }) => variable === 'DATABASE_URL')
}

export function isSecret({ name, annotation }: SettingView): boolean {
  return annotation.includes('SecretStr') || SECRET.test(name)
}

/** Settings that name another machine by default: this one. */
export function addressSettings(service: Service): readonly SettingView[] {
  return settingsOf(service).filter(({ name, example }) => LOCAL.test(example) && !name.endsWith('_HOST'))
}

/** A process that is not given these stands alone, or does not start. */
export function mustBeGiven(service: Service): boolean {
  return addressSettings(service).length > 0 || settingsOf(service).some(({ required }) => required)
}

/** Of each setting that names another server, where it is inside a cluster; what kind of place it is; the level of the log. */
export function clusterVariables(service: Service): readonly Variable[] {
  const settings = settingsOf(service)
  const kind = settings.filter(({ name }) => name === 'ENVIRONMENT')
  const level = settings.filter(({ name }) => name === 'LOG_LEVEL')
  return [
    ...kind,
    ...level,
    ...settings.filter((setting) => isAddress(setting, service) && !isSecret(setting)),
  ].map((setting) => ({ name: setting.name, value: clusterAddress(setting, service) }))
}

function isAddress(setting: SettingView, service: Service): boolean {
  if (setting.name.endsWith('_HOST') || setting.name.endsWith('_PORT')) return false
  return setting.name === COLLECTOR || LOCAL.test(setting.example) || clientAt(setting, service) !== undefined
}

function clusterAddress(setting: SettingView, service: Service): string {
  if (setting.name === COLLECTOR) return 'http://otel-collector:4317'
  if (setting.name === 'ENVIRONMENT') return 'production'
  const client = clientAt(setting, service)
  if (client === undefined) return withServer(setting.example)
  const host = hostName(client.target)
  return client.protocol === 'grpc'
    ? `dns:///${host}-grpc:${PORT_NUMBERS.grpc}`
    : `http://${host}:${PORT_NUMBERS.http}`
}

/** The client that a setting such as `STOCK_SERVICE_TARGET` is the address of. */
export function clientAt({ name }: SettingView, service: Service): ClientView | undefined {
  return clientsOf(service).find(({ place }) => place === name)
}

/** `redis://localhost:6379/0` is `redis://redis:6379/0`. */
export function withServer(address: string): string {
  const port = /(?:localhost|127\.0\.0\.1):(\d+)/.exec(address)?.[1] ?? ''
  return address.replace(LOCAL, SERVERS.get(port) ?? 'localhost')
}

export interface Server {
  readonly name: string
  readonly port: number
  /** It stands on the internet. */
  readonly hosted?: true
}

/** Servers of others that the service talks to. */
export function serversOf(service: Service): readonly Server[] {
  return [
    ...(can(service, 'database') ? [{ name: 'PostgreSQL', port: 5432 }] : []),
    ...(can(service, 'redis', 'sessions', 'cache', 'celery') ? [{ name: 'Redis', port: 6379 }] : []),
    ...(can(service, 'produces', 'consumes') ? [{ name: 'Kafka', port: 9092 }] : []),
    ...(can(service, 'tracing') ? [{ name: 'the collector of traces', port: 4317 }] : []),
    ...(can(service, 'sentry') ? [{ name: 'Sentry', port: 443, hosted: true as const }] : []),
  ]
}
