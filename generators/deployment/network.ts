/** Who may talk to a service and whom it may talk to: exactly what the plan declares. */
import { can, hostName, type Service } from '../../src/generator/index.ts'
import { PORT_NUMBERS } from '../views/service/port-numbers.ts'
import { portsOf, serversOf } from './environment.ts'

interface Peer {
  readonly selector: 'podSelector' | 'namespaceSelector'
  readonly label: string
  readonly value: string
}

export interface IngressRule {
  readonly why: string
  readonly peers: readonly Peer[]
  /** Every pod of the namespace. */
  readonly namespace: boolean
  readonly ports: readonly number[]
}

export interface EgressRule {
  readonly why: string
  /** Further lines of the comment. */
  readonly reasons: readonly string[]
  /** Name of the service asked; empty: another kind of server. */
  readonly pod: string
  /** Addresses beside the pods of the namespace; empty: any host. */
  readonly blocks: readonly string[]
  readonly ports: readonly number[]
}

const APP = 'app.kubernetes.io/name'
/** Addresses that no one on the internet has: of pods, of machines beside them, of managed servers. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7']
const NARROWED = [
  'in this namespace or at a private address, which managed servers have too; never on the internet.',
  'An overlay that knows the addresses patches them in.',
]
const NAMESPACE = 'kubernetes.io/metadata.name'

export function ingressRules(service: Service): readonly IngressRule[] {
  const ports = portsOf(service)
  const served = can(service, 'rest', 'grpc')
    ? ports.filter(({ name }) => name === 'http' || name === 'grpc').map(({ number }) => number)
    : []
  const scraped = ports.filter(({ name }) => name === 'metrics').map(({ number }) => number)
  const callers = service.callers.map((name): Peer => pod(hostName(name)))
  const outside = can(service, 'rest') ? ports.filter(({ name }) => name === 'http') : []
  return [
    ...(served.length === 0
      ? []
      : callers.length > 0
        ? [{ why: 'callers that the plan declares', peers: callers, namespace: false, ports: served }]
        : [
            {
              why: 'no caller is declared: any pod of the namespace',
              peers: [],
              namespace: true,
              ports: served,
            },
          ]),
    ...outside.map(({ number }) => ({
      why: 'the ingress controller',
      peers: [namespaced('ingress-nginx')],
      namespace: false,
      ports: [number],
    })),
    ...(scraped.length === 0
      ? []
      : [{ why: 'Prometheus', peers: [namespaced('monitoring')], namespace: false, ports: scraped }]),
  ]
}

export function egressRules(service: Service): readonly EgressRule[] {
  const targets = [...new Set(service.edges.map(({ target }) => target))].sort()
  return [
    ...targets.map((target) => ({
      why: `calls of ${hostName(target)}`,
      reasons: [],
      pod: hostName(target),
      blocks: [],
      ports: portsOfCalls(service, target),
    })),
    ...serverRules(service),
  ]
}

function serverRules(service: Service): readonly EgressRule[] {
  const servers = serversOf(service)
  const [near, far] = [servers.filter(({ hosted }) => !hosted), servers.filter(({ hosted }) => hosted)]
  return [
    ...(near.length === 0
      ? []
      : [
          {
            why: `${near.map(({ name }) => name).join(', ')}:`,
            reasons: NARROWED,
            pod: '',
            blocks: PRIVATE,
            ports: near.map(({ port }) => port),
          },
        ]),
    ...far.map(({ name, port }) => ({ why: name, reasons: [], pod: '', blocks: [], ports: [port] })),
  ]
}

function portsOfCalls(service: Service, target: string): readonly number[] {
  const protocols = new Set(
    service.edges.filter((edge) => edge.target === target).map(({ protocol }) => protocol),
  )
  return [
    ...(protocols.has('rest') ? [PORT_NUMBERS.http] : []),
    ...(protocols.has('grpc') ? [PORT_NUMBERS.grpc] : []),
  ]
}

function pod(value: string): Peer {
  return { selector: 'podSelector', label: APP, value }
}

function namespaced(value: string): Peer {
  return { selector: 'namespaceSelector', label: NAMESPACE, value }
}
