/** The .proto files of a service from files and fences: one file per path, fences joined to the file they speak of. */
import { type Diagnostics, diagnostic, type Location } from '../diagnostics/index.ts'
import { CODES as CONTRACT_CODES } from '../plan/beside/codes.ts'
import type { ProtoEnum, ProtoFile, ProtoMessage, ProtoService } from '../plan/facts.ts'
import { completeProto } from './complete-proto.ts'
import { keepKnownOptions } from './known-options.ts'
import { domainOf, shown } from './names.ts'
import { byOrigin, comparePaths } from './order.ts'
import type { ServiceParts } from './services.ts'
import { toldTwice } from './told-twice.ts'

/**
 * Protos with path and package, every field numbered, every message defined; imported files without their
 * services, since another service implements them. Reports `contract/rpc-mismatch` and `undefined-message`.
 */
export function mergeProtos(
  parts: ServiceParts,
  system: string,
  diagnostics: Diagnostics,
): readonly ProtoFile[] {
  const documents = parts.documents.flatMap(({ protos }) => protos)
  const found = [
    ...parts.standing,
    ...documents.filter(isFile),
    ...parts.tasks.flatMap(({ task }) => task.facts.protos),
    ...documents.filter((file) => !isFile(file)),
  ]
  const own = join(found, diagnostics).map((file) => place(file, parts.name, system))
  const imported = importedBy(own, parts.importable).map((file) => ({ ...file, services: [] }))
  const all = [...own, ...imported]
  return all
    .map((file) => (own.includes(file) ? complete(file, all, diagnostics) : file))
    .sort((a, b) => comparePaths(a.path ?? '', b.path ?? ''))
}

function complete(file: ProtoFile, all: readonly ProtoFile[], diagnostics: Diagnostics): ProtoFile {
  const { source, standing } = file
  if (standing) return { ...completeProto(file, all, diagnostics), source }
  return completeProto(keepKnownOptions(file, all, diagnostics), all, diagnostics)
}

function isFile({ source }: ProtoFile): boolean {
  return source !== undefined
}

interface Joined {
  readonly file: ProtoFile
  /** Place among the sources, 0 is strongest. */
  readonly rank: number
}

/** Strongest first in, one file per path out; a fence without path joins the file it speaks of. */
function join(files: readonly ProtoFile[], diagnostics: Diagnostics): readonly ProtoFile[] {
  const ranked = files.map((file, rank): Joined => ({ file, rank }))
  const joined: Joined[] = []
  for (const next of [
    ...ranked.filter(({ file }) => file.path !== undefined),
    ...ranked.filter(({ file }) => file.path === undefined),
  ]) {
    const at = targetOf(
      next.file,
      joined.map(({ file }) => file),
    )
    const target = joined[at]
    if (!target) joined.push(next)
    else {
      const [strong, weak] = target.rank < next.rank ? [target, next] : [next, target]
      joined[at] = { file: merge(strong.file, weak.file, diagnostics), rank: strong.rank }
    }
  }
  return joined.map(({ file }) => file)
}

function targetOf(file: ProtoFile, joined: readonly ProtoFile[]): number {
  if (file.path !== undefined) return joined.findIndex(({ path }) => path === file.path)
  const names = new Set(file.services.map(({ name }) => name))
  const same = joined.findIndex(({ services }) => services.some(({ name }) => names.has(name)))
  if (same !== -1) return same
  if (file.package !== undefined) return joined.findIndex((other) => other.package === file.package)
  const open = joined.findIndex((other) => !isPlaced(other))
  return open === -1 && joined.length === 1 ? 0 : open
}

function isPlaced(file: ProtoFile): boolean {
  return file.path !== undefined || file.package !== undefined
}

function merge(strong: ProtoFile, weak: ProtoFile, diagnostics: Diagnostics): ProtoFile {
  if (strong.standing !== undefined) return follow(strong, weak, diagnostics)
  const differ = (name: string, a: Location, b: Location) => reportMismatch(name, a, b, diagnostics)
  const services = unite(strong.services, weak.services, (a, b) => mergeService(a, b, differ))
  const messages = unite(strong.messages, weak.messages, (a, b) => mergeMessage(a, b, differ))
  const enums = unite(strong.enums, weak.enums, (a, b) => {
    if (valuesOf(a) !== valuesOf(b)) differ(a.name, a.origin, b.origin)
    return a
  })
  const grown =
    messages.length > strong.messages.length ||
    enums.length > strong.enums.length ||
    countRpcs(services) > countRpcs(strong.services)
  return {
    ...strong,
    path: strong.path ?? weak.path,
    package: strong.package ?? weak.package,
    imports: [...new Set([...strong.imports, ...weak.imports])],
    services,
    messages,
    enums,
    ...moreOf(strong, weak),
    source: grown ? undefined : strong.source,
  }
}

const valuesOf = ({ values }: ProtoEnum) => JSON.stringify(values.map(({ name, number }) => [name, number]))

/** What only one of them tells; a file that stands as text keeps its own. */
function moreOf(strong: ProtoFile, weak: ProtoFile): Partial<ProtoFile> {
  const both = <T>(pick: (file: ProtoFile) => readonly T[] | undefined, key: (item: T) => string) => {
    const first = pick(strong) ?? []
    const known = new Set(first.map(key))
    return [...first, ...(pick(weak) ?? []).filter((item) => !known.has(key(item)))]
  }
  const options =
    strong.source === undefined
      ? both(
          (file) => file.options,
          ({ name }) => name,
        )
      : strong.options
  return {
    ...(options && options.length > 0 && { options }),
    importKinds: both(
      (file) => file.importKinds,
      ({ path }) => path,
    ),
    extensions: both(
      (file) => file.extensions,
      ({ scope, field }) => `${scope} ${field.name}`,
    ),
  }
}

/** The file as it stands; what the plan tells otherwise, or tells beside it, is said. */
function follow(standing: ProtoFile, planned: ProtoFile, diagnostics: Diagnostics): ProtoFile {
  const merged = merge({ ...standing, standing: undefined }, planned, diagnostics)
  const known = new Set(namesOf(standing))
  const more = namesOf(merged).filter((name) => !known.has(name))
  if (more.length > 0) {
    diagnostics.add(
      diagnostic(CONTRACT_CODES, 'contract/rpc-mismatch', {
        message: `\`proto/${standing.path}\` does not have ${more.map((name) => `\`${shown(name)}\``).join(', ')}; the file is used`,
        location: planned.origin,
        notes: [{ message: 'the file that is used', location: standing.origin }],
        hint: 'add it to the file, or take it out of the plan',
      }),
    )
  }
  return standing
}

function namesOf({ services, messages, enums }: ProtoFile): readonly string[] {
  const rpcs = services.flatMap(({ name, rpcs: own }) => own.map((rpc) => `${name}.${rpc.name}`))
  return [...rpcs, ...[...services, ...messages, ...enums].map(({ name }) => name)]
}

function countRpcs(services: readonly ProtoService[]): number {
  return services.reduce((sum, { rpcs }) => sum + rpcs.length, services.length)
}

type DifferNames = (name: string, strong: Location, weak: Location) => void

function mergeService(strong: ProtoService, weak: ProtoService, differ: DifferNames): ProtoService {
  const rpcs = unite(strong.rpcs, weak.rpcs, (a, b) => {
    const shape = ({ request, response, requestStream, responseStream }: typeof a) =>
      [request, response].map((name) => name.split('.').at(-1)).join(' ') + requestStream + responseStream
    if (shape(a) !== shape(b)) differ(`${strong.name}.${a.name}`, a.origin, b.origin)
    return a
  })
  return { ...strong, comment: strong.comment ?? weak.comment, rpcs }
}

function mergeMessage(strong: ProtoMessage, weak: ProtoMessage, differ: DifferNames): ProtoMessage {
  const shape = ({ fields }: ProtoMessage) =>
    JSON.stringify(fields.map(({ name, type, label, keyType }) => [name, type, label, keyType]))
  if (strong.fields.length === 0) return { ...weak, origin: strong.origin }
  if (weak.fields.length > 0 && shape(strong) !== shape(weak)) differ(strong.name, strong.origin, weak.origin)
  return strong
}

function unite<T extends { readonly name: string }>(
  strong: readonly T[],
  weak: readonly T[],
  both: (strong: T, weak: T) => T,
): readonly T[] {
  const weaker = new Map(weak.map((found) => [found.name, found]))
  const names = new Set(strong.map(({ name }) => name))
  return [
    ...strong.map((found) => {
      const other = weaker.get(found.name)
      return other ? both(found, other) : found
    }),
    ...weak.filter(({ name }) => !names.has(name)),
  ]
}

/** Gives a fence a package and a path: `shop.auth.v1` in `shop/auth/v1/auth_service.proto`. */
function place(file: ProtoFile, service: string, system: string): ProtoFile {
  const domain = domainOf(service)
  const folder = file.path?.split('/').slice(0, -1).join('.')
  const name = file.package ?? (folder || `${system}.${domain}.v1`)
  return {
    ...file,
    package: name,
    path: file.path ?? `${name.replaceAll('.', '/')}/${domain}_service.proto`,
    services: [...file.services].sort(byOrigin),
  }
}

/** Files that the given ones import, directly or not. */
function importedBy(files: readonly ProtoFile[], known: readonly ProtoFile[]): readonly ProtoFile[] {
  const own = new Set(files.map(({ path }) => path))
  const byPath = new Map(
    known.flatMap((file) => (file.path === undefined ? [] : [[file.path, file] as const])),
  )
  const found = new Map<string, ProtoFile>()
  const queue = files.flatMap(({ imports }) => imports)
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const file = byPath.get(path)
    if (!file || own.has(path) || found.has(path)) continue
    found.set(path, file)
    queue.push(...file.imports)
  }
  return [...found.values()]
}

function reportMismatch(name: string, strong: Location, weak: Location, diagnostics: Diagnostics): void {
  const told = toldTwice(`\`${name}\``, { strong, weak })
  diagnostics.add(diagnostic(CONTRACT_CODES, 'contract/rpc-mismatch', told))
}
