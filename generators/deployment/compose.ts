/** One service with its real servers on one machine: `compose.yaml`. */
import { can, type FileSpec, filesOf, hostName, type Service } from '../../src/generator/index.ts'
import versions from '../versions.json' with { type: 'json' }
import { ownerAbout } from '../views/plan/owners.ts'
import { traitsOf } from '../views/plan/traits.ts'
import { imageContext } from '../views/service/image-context.ts'
import type { SettingView } from '../views/service/setting.ts'
import { settingsOf } from '../views/service/settings.ts'
import { testOwners } from '../views/tests/test-file.ts'
import { addressSettings, clientAt, isSecret, mustBeGiven, servingPorts, withServer } from './environment.ts'
import { processesOf } from './processes.ts'

/** Of the servers that the generated files name. */
export const IMAGES = {
  postgres: `postgres:${versions.images.postgres}`,
  redis: `redis:${versions.images.redis}`,
  kafka: `apache/kafka:${versions.images.kafka}`,
} as const

/** The machine that runs the containers, seen from inside of them. */
const MACHINE = 'host.docker.internal'
const OWN = /:\/\/(?:postgres|redis|kafka)(?=[:/@])|^kafka:/

export function composeFiles(service: Service): readonly FileSpec[] {
  if (!can(service, 'compose')) return []
  const file = filesOf(service, 'deployment')
  const owner = ownerAbout(service, 'compose')
  return [
    file('compose.yaml', {
      role: 'compose',
      owners: [owner],
      requires: ['dockerfile'],
      view: () => composeView(service),
    }),
    file('tests/unit/test_compose.py', {
      role: 'test-compose',
      owners: testOwners(service, owner),
      requires: ['compose'],
      view: () => ({
        settings: servingPorts(service).map(({ setting }) => setting),
        database: can(service, 'database'),
        needs: mustBeGiven(service),
      }),
    }),
  ]
}

/** Which servers of its own a service has. */
export function ownServers(service: Service) {
  return {
    database: can(service, 'database'),
    redis: can(service, 'redis', 'cache', 'sessions', 'celery'),
    kafka: can(service, 'produces', 'consumes'),
  }
}

function composeView(service: Service) {
  const servers = ownServers(service)
  const environment = environmentOf(service)
  const healthy = (name: string) => ({ name, condition: 'service_healthy' })
  return {
    ...traitsOf(service),
    ...imageContext(service),
    ...servers,
    name: hostName(service.name),
    images: IMAGES,
    environment,
    external: environment.some(({ value }) => value.includes(MACHINE)),
    databaseName: databaseName(service),
    databaseUrl: environment.find(({ name }) => name === 'DATABASE_URL')?.value,
    processes: processesOf(service).map(({ name, command, ports, second, check }) => ({
      name,
      second,
      command,
      ports: second ? [] : ports,
      check,
    })),
    dependencies: [
      ...(servers.database ? [{ name: 'migrate', condition: 'service_completed_successfully' }] : []),
      ...(servers.redis ? [healthy('redis')] : []),
      ...(servers.kafka ? [healthy('kafka')] : []),
    ],
  }
}

function databaseName(service: Service): string {
  const url = settingsOf(service).find(({ name }) => name === 'DATABASE_URL')?.example ?? ''
  return url.slice(url.lastIndexOf('/') + 1)
}

/** Variables of every process; one without a value is passed on where the shell or `.env` has it. */
function environmentOf(service: Service): readonly { readonly name: string; readonly value: string }[] {
  const addresses = new Set([...addressSettings(service).map(({ name }) => name)])
  return settingsOf(service)
    .filter(({ name }) => !/_(?:HOST|PORT)$/.test(name))
    .flatMap((setting) => {
      if (setting.name === 'ENVIRONMENT') return [{ name: setting.name, value: 'development' }]
      if (addresses.has(setting.name) || clientAt(setting, service))
        return [{ name: setting.name, value: addressOf(setting) }]
      if (!isSecret(setting)) return []
      return [
        { name: setting.name, value: setting.required ? `\${${setting.name}:-${setting.example}}` : '' },
      ]
    })
}

/** A server of this file where it has one; else one of the machine. `.env` tells where processes of the machine find it. */
function addressOf({ example }: SettingView): string {
  const inside = withServer(example).replace('://postgres:', '://postgres@postgres:')
  if (OWN.test(inside)) return inside
  return example.replace(/localhost|127\.0\.0\.1/, MACHINE)
}
