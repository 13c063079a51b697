/** The processes of a service as Kubernetes runs them. */
import { can, hostName, jsonStr, type Service } from '../../src/generator/index.ts'
import { workerOf } from '../views/events/worker.ts'
import { jobsWorkerOf } from '../views/plan/jobs.ts'
import { answersHttp } from '../views/plan/serves-rest.ts'
import { traitsOf } from '../views/plan/traits.ts'
import { type Port, portsOf, servingPorts } from './environment.ts'

export interface Probe {
  readonly name: 'startupProbe' | 'livenessProbe' | 'readinessProbe'
  /** Of HTTP; empty: gRPC. */
  readonly path: string
  readonly port: number
  /** Name that grpc.health.v1 is asked for; empty: the whole server. */
  readonly service: string
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
  /** Mebibytes asked for; twice as much is the limit. */
  readonly memory: number
  /** Requests come to it. */
  readonly serves: boolean
  readonly probes: readonly Probe[]
  /** Quoted arguments of a command that tells whether the process is well. */
  readonly check: string | 'of the image'
}

/** What grpc.health.v1 answers for as long as the process runs, whatever becomes of its dependencies. */
const LIVE_NAME = 'live'

/** A service that nobody calls only works. */
export function mainComponent(service: Service): string {
  return can(service, 'rest', 'grpc') || workerOf(service) ? 'api' : 'worker'
}

export function processesOf(service: Service): readonly Process[] {
  const component = mainComponent(service)
  const main: Process = {
    name: hostName(service.name),
    component,
    second: false,
    replicas: component === 'api' ? 3 : 2,
    command: '',
    ports: servingPorts(service),
    cpu: component === 'api' ? '500m' : '100m',
    memory: 192,
    serves: component === 'api',
    probes: mainProbes(service),
    check: 'of the image',
  }
  return [main, ...workerProcess(service), ...jobsProcess(service)]
}

function workerProcess(service: Service): readonly Process[] {
  const worker = workerOf(service)
  if (worker === undefined) return []
  const http = (path: string) => ({ path, port: worker.port, service: '' })
  const own = [worker.portSetting, 'METRICS_PORT']
  return [
    {
      name: `${hostName(service.name)}-worker`,
      component: 'worker',
      second: true,
      replicas: 2,
      command: ['python', '-m', worker.module].map(jsonStr).join(', '),
      ports: portsOf(service).filter(({ setting }) => own.includes(setting)),
      cpu: '100m',
      memory: 192,
      serves: false,
      probes: probes(http('/health'), http('/health/ready')),
      check: 'of the image',
    },
  ]
}

/** Two children for each pod, whatever the number of cores of its node; no probe, since a ping needs the broker. */
function jobsProcess(service: Service): readonly Process[] {
  const jobs = jobsWorkerOf(service)
  if (jobs === undefined) return []
  return [
    {
      name: `${hostName(service.name)}-jobs`,
      component: 'jobs',
      second: true,
      replicas: 2,
      command: [...jobs.command, '--concurrency', '2'].map(jsonStr).join(', '),
      ports: [],
      cpu: '200m',
      memory: 384,
      serves: false,
      probes: [],
      check: ['celery', ...jobs.command.slice(1, -1), 'inspect', 'ping'].map(jsonStr).join(', '),
    },
  ]
}

type Target = Pick<Probe, 'path' | 'port' | 'service'>

function probes(live: Target, ready: Target): readonly Probe[] {
  return [
    { name: 'startupProbe', ...live, timing: ['periodSeconds: 2', 'failureThreshold: 30'] },
    { name: 'livenessProbe', ...live, timing: ['periodSeconds: 10', 'timeoutSeconds: 2'] },
    { name: 'readinessProbe', ...ready, timing: ['periodSeconds: 5', 'timeoutSeconds: 2'] },
  ]
}

/** Liveness asks no dependency: a restart cures none of them. */
function mainProbes(service: Service): readonly Probe[] {
  const { grpc, health } = traitsOf(service)
  const numberOf = (name: string) => portsOf(service).find((port) => port.name === name)?.number ?? 0
  const http = (path: string) => ({ path, port: numberOf('http'), service: '' })
  const remote = (name: string) => ({ path: '', port: numberOf('grpc'), service: name })
  const live = answersHttp(service) ? http('/health') : remote(LIVE_NAME)
  return probes(live, grpc ? remote('') : http(health ? '/health/ready' : '/health'))
}
