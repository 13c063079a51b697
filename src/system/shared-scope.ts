/** What belongs to no single service: tasks of its own, and the protos that several services need. */
import type { ProtoFile } from '../plan/facts.ts'
import { foldText, hasWord } from './folded-text.ts'
import { ownersOf } from './heirs.ts'
import { domainOf, isSameService } from './names.ts'
import { comparePaths } from './order.ts'
import { itemsAbout, SHARED, type SharedItem } from './shared-items.ts'
import type { Service, SharedContract, SharedLibrary, SharedScope } from './system.ts'

export interface Sharing {
  /** First part of the names of what is shared. */
  readonly system: string
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
  const found = new Map<string, Found>()
  const add = (next: Found) => {
    const known = found.get(next.file.path ?? '')
    if (!known || known.file.services.length < next.file.services.length)
      found.set(next.file.path ?? '', next)
  }
  for (const service of services.filter(({ layout }) => layout.root !== ''))
    for (const next of contractsOf(service, services, sharing)) add(next)
  for (const file of services.flatMap(standingOfClients)) add({ file, planned: file, owners: [] })
  const inOrder = [...found.values()].sort((a, b) => comparePaths(a.file.path ?? '', b.file.path ?? ''))
  const sharedProtos = inOrder.map(({ file }) => file)
  const library = libraryOf(services, sharing)
  const withLibrary = (service: Service) => (service.layout.root === '' ? undefined : library)
  return {
    services: services.map((service) => ({ ...service, sharedProtos, library: withLibrary(service) })),
    shared: {
      name: SHARED,
      layout: { root: '', package: library?.module ?? 'src', places: {} },
      items: sharing.items.map(({ item }) => item),
      criteria: [...new Set(sharing.items.map(({ task }) => task))].flatMap(({ criteria }) => criteria),
      sharedProtos,
      library,
      contracts: inOrder.map(
        ({ file, planned, owners }): SharedContract => ({
          file: planned,
          foreign: file.standing === 'foreign',
          owners,
        }),
      ),
    },
  }
}

/** Only a task brings it: a mention in a summary is no plan. */
function libraryOf(services: readonly Service[], { system, items }: Sharing): SharedLibrary | undefined {
  const keys = itemsAbout('library', items).map(({ item }) => item.key)
  if (keys.length === 0) return undefined
  const users = services.filter(({ layout }) => layout.root !== '')
  const setups = users.flatMap((service) => ownersOf(service, 'setup').slice(0, 1))
  return {
    name: `${system.replaceAll('_', '-')}-common`,
    module: `${system}_common`,
    root: 'shared/common',
    owners: [...keys.slice(0, 1), ...setups].sort(comparePaths),
  }
}

interface Found {
  /** As it is at the root, or will be. */
  readonly file: ProtoFile
  readonly planned: ProtoFile
  readonly owners: readonly string[]
}

function contractsOf(service: Service, services: readonly Service[], sharing: Sharing): readonly Found[] {
  const asked = ownersOfContract(service, services, sharing.items)
  if (asked.length === 0 && service.protos.every(({ standing }) => standing === undefined)) return []
  const owners = asked.length > 0 ? asked : ownersOf(service, 'grpc').slice(0, 1)
  const planned = new Map(sharing.planned(service).map((file) => [file.path, file]))
  return service.protos.map((file) => ({ file, planned: planned.get(file.path) ?? file, owners }))
}

/** Contracts at the root of services that no plan has. */
function standingOfClients({ clients }: Service): readonly ProtoFile[] {
  return clients
    .flatMap((client) => (client.protocol === 'grpc' ? client.protos : []))
    .filter(({ standing }) => standing !== undefined)
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
