/** What belongs to no single service: tasks of its own, and the protos that several services need. */
import type { ProtoFile } from '../plan/facts.ts'
import { foldText, hasWord } from './folded-text.ts'
import { ownersOf } from './heirs.ts'
import { domainOf, isSameService } from './names.ts'
import { comparePaths } from './order.ts'
import { itemsAbout, SHARED, type SharedItem } from './shared-items.ts'
import type { Service, SharedContract, SharedScope } from './system.ts'

export interface Sharing {
  /** A scope without anything in it. */
  readonly empty: Service
  readonly items: readonly SharedItem[]
  /** Protos of a service as the plan alone tells them. */
  planned(service: Service): readonly ProtoFile[]
}

export interface Shared {
  readonly services: readonly Service[]
  readonly shared: SharedScope
}

/**
 * Puts a proto to the root of the workspace where a shared task defines the contracts, where another service of the
 * system calls it, or where it stands there already. A service that nobody of the system calls keeps its own.
 */
export function shareContracts(services: readonly Service[], sharing: Sharing): Shared {
  const contracts = new Map<string, SharedContract>()
  const standing: ProtoFile[] = []
  for (const service of services.filter(({ layout }) => layout.root !== '')) {
    const asked = ownersOfContract(service, services, sharing.items)
    const files = new Map(service.protos.map((file) => [file.path, file]))
    if (asked.length === 0 && service.protos.every((file) => file.standing === undefined)) continue
    const owners = asked.length > 0 ? asked : ownersOf(service, 'grpc').slice(0, 1)
    for (const planned of sharing.planned(service)) {
      const { path = '' } = planned
      const effective = files.get(path) ?? planned
      const known = contracts.get(path)
      if (known && known.file.services.length >= planned.services.length) continue
      contracts.set(path, { file: planned, foreign: effective.standing === 'foreign', owners })
      standing.push(effective)
    }
  }
  const inOrder = [...contracts.values()].sort((a, b) => comparePaths(a.file.path ?? '', b.file.path ?? ''))
  const sharedProtos = inOrder.flatMap(
    ({ file }) => standing.findLast(({ path }) => path === file.path) ?? [],
  )
  return {
    services: services.map((service) => ({ ...service, sharedProtos })),
    shared: {
      ...sharing.empty,
      name: SHARED,
      layout: { ...sharing.empty.layout, root: '' },
      items: sharing.items.map(({ item }) => item),
      sharedProtos,
      contracts: inOrder,
    },
  }
}

/** Of a shared task where the plan has one for contracts; else of the service and of those that call it. */
function ownersOfContract(
  service: Service,
  services: readonly Service[],
  items: readonly SharedItem[],
): readonly string[] {
  const about = itemsAbout(
    'contracts',
    items.filter(({ feature }) => feature === service.feature),
  )
  const named = about.filter(({ item }) =>
    hasWord(foldText(item.title), domainOf(service.name).replaceAll('_', ' ')),
  )
  const [first] = named.length > 0 ? named : about
  if (first) return [first.item.key]
  const callers = services.filter(({ edges }) =>
    edges.some(({ protocol, target }) => protocol === 'grpc' && isSameService(target, service.name)),
  )
  if (callers.length === 0) return []
  return [ownersOf(service, 'grpc')[0], ...callers.map((caller) => ownersOf(caller, 'communication')[0])]
    .filter((key) => key !== undefined)
    .sort(comparePaths)
}
