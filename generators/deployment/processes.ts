/** The processes of a service as Kubernetes runs them. */
import type { Service } from '../../src/generator/index.ts'
import { can } from '../parts/part.ts'
import { servesRest } from '../views/serves-rest.ts'
import { traitsOf } from '../views/traits.ts'
import { type Port, portsOf } from './environment.ts'
import { hostName } from './names.ts'

export interface Probe {
  readonly name: 'startupProbe' | 'livenessProbe' | 'readinessProbe'
  /** Of HTTP; empty: gRPC. */
  readonly path: string
  readonly port: number
  /** Name that grpc.health.v1 is asked for; empty: the whole server. */
  readonly service: string
  /** Arguments of a command that is run instead, quoted. */
  readonly command: string
  readonly timing: readonly string[]
}

export interface Process {
  readonly name: string
  readonly component: string
  /** Not the first of the service. */
  readonly second: boolean
  readonly replicas: number
  /** Quoted arguments; empty: what the image runs. */
  readonly command: string
  readonly ports: readonly Port[]
  readonly cpu: string
  readonly grace: number
  readonly probes: readonly Probe[]
  /** Quoted arguments of a command that tells whether the process is well; empty: that of the image. */
  readonly check: string
}

/** What grpc.health.v1 answers for as long as the process runs, whatever becomes of its dependencies. */
export const LIVE_NAME = 'live'

/** A service that nobody calls only works. */
export function mainComponent(service: Service): string {
  return can(service, 'rest', 'grpc') ? 'api' : 'worker'
}

export function processesOf(service: Service): readonly Process[] {
  return [
    {
      name: hostName(service.name),
      component: mainComponent(service),
      second: false,
      replicas: 3,
      command: '',
      ports: portsOf(service),
      cpu: '500m',
      grace: 45,
      probes: mainProbes(service),
      check: '',
    },
  ]
}

/** Liveness asks no dependency: a restart cures none of them. */
function mainProbes(service: Service): readonly Probe[] {
  const { grpc, health } = traitsOf(service)
  const numberOf = (name: string) => portsOf(service).find((port) => port.name === name)?.number ?? 0
  const http = (path: string) => ({ path, port: numberOf('http'), service: '', command: '' })
  const remote = (name: string) => ({ path: '', port: numberOf('grpc'), service: name, command: '' })
  const live = servesRest(service) ? http('/health') : remote(LIVE_NAME)
  const ready = grpc ? remote('') : http(health ? '/health/ready' : '/health')
  return [
    { name: 'startupProbe', ...live, timing: ['periodSeconds: 2', 'failureThreshold: 30'] },
    { name: 'livenessProbe', ...live, timing: ['periodSeconds: 10', 'timeoutSeconds: 2'] },
    { name: 'readinessProbe', ...ready, timing: ['periodSeconds: 5', 'timeoutSeconds: 2'] },
  ]
}
