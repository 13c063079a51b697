import { type Diagnostics, diagnostic, type Location } from '../diagnostics/index.ts'
import { CODES as CONTRACT_CODES } from '../plan/beside/codes.ts'
import type { ProtoField, ProtoFile, ProtoMessage } from '../plan/facts.ts'

const EMPTY = 'google.protobuf.Empty'
const EMPTY_FILE = 'google/protobuf/empty.proto'

const SCALARS: ReadonlySet<string> = new Set(
  'double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string bytes'.split(
    ' ',
  ),
)

/** The files that well-known types are imported from. */
const WELL_KNOWN: ReadonlyMap<string, string> = new Map([
  ['google.protobuf.Empty', EMPTY_FILE],
  ['google.protobuf.Timestamp', 'google/protobuf/timestamp.proto'],
  ['google.protobuf.Duration', 'google/protobuf/duration.proto'],
  ['google.protobuf.Struct', 'google/protobuf/struct.proto'],
  ['google.protobuf.Value', 'google/protobuf/struct.proto'],
  ['google.protobuf.ListValue', 'google/protobuf/struct.proto'],
  ['google.protobuf.Any', 'google/protobuf/any.proto'],
  ['google.protobuf.FieldMask', 'google/protobuf/field_mask.proto'],
])

/** A file whose every name is defined, imported or well known, and whose fields all have a number. */
export function completeProto(
  file: ProtoFile,
  files: readonly ProtoFile[],
  diagnostics: Diagnostics,
): ProtoFile {
  const names = createResolver(file, files)
  const services = file.services.map((service) => ({
    ...service,
    rpcs: service.rpcs.map((rpc) => ({
      ...rpc,
      request: names.resolve(rpc.request, '', rpc.origin),
      response: names.resolve(rpc.response, '', rpc.origin),
    })),
  }))
  const messages = file.messages.map((message) => ({
    ...message,
    fields: message.fields.map((field) =>
      SCALARS.has(field.type)
        ? field
        : { ...field, type: names.resolve(field.type, message.name, field.origin) },
    ),
  }))
  const extensions = file.extensions?.map((extension) => {
    const { field, scope } = extension
    const type = SCALARS.has(field.type) ? field.type : names.resolve(field.type, scope, field.origin)
    return { ...extension, field: { ...field, type } }
  })
  const added = [...names.missing].map(([name, origin]): ProtoMessage => {
    reportUndefined(name, origin, diagnostics)
    return { name, fields: [], origin }
  })
  const complete = {
    imports: [...names.imports],
    services,
    messages: [...messages, ...added].map(number),
  }
  const { imports, services: stated, messages: told } = file
  const withExtensions = extensions ? { ...complete, extensions } : complete
  const same = JSON.stringify(complete) === JSON.stringify({ imports, services: stated, messages: told })
  return { ...file, ...withExtensions, source: same ? file.source : undefined }
}

interface Resolver {
  readonly imports: ReadonlySet<string>
  /** Names that nothing defines, with the place that uses them first. */
  readonly missing: ReadonlyMap<string, Location>
  /** The name as it has to be written; `message` is the one it stands in, if any. */
  readonly resolve: (name: string, message: string, origin: Location) => string
}

/** Looks names up as protoc does: from the innermost message outward through the parts of the package. */
function createResolver(file: ProtoFile, files: readonly ProtoFile[]): Resolver {
  const known = pathsByName(files)
  const missing = new Map<string, Location>()
  const imports = new Set(file.imports)
  const resolve = (written: string, message: string, origin: Location) => {
    const name = written.replace(/^\./, '')
    const scope = [file.package, message].filter(Boolean).join('.').split('.')
    const found = scope
      .map((_, index) => [...scope.slice(0, scope.length - index), name].join('.'))
      .concat(name)
      .find((candidate) => known.has(candidate))
    const full = found === undefined && name === 'Empty' ? EMPTY : name
    const path = found === undefined ? WELL_KNOWN.get(full) : known.get(found)
    if (path !== undefined && path !== file.path) imports.add(path)
    if (found !== undefined || full.startsWith('google.')) return full
    const bare = full.slice(full.lastIndexOf('.') + 1)
    if (!known.has(`${file.package}.${bare}`) && !missing.has(bare)) missing.set(bare, origin)
    return bare
  }
  return { imports, missing, resolve }
}

/** Path of the file that defines a message or enum, by name with package. */
function pathsByName(files: readonly ProtoFile[]): ReadonlyMap<string, string | undefined> {
  return new Map(
    files.flatMap((file) =>
      [...file.messages, ...file.enums].map(
        ({ name }) => [file.package === undefined ? name : `${file.package}.${name}`, file.path] as const,
      ),
    ),
  )
}

/** Keeps the numbers there are and gives the free ones in plan order to fields without. */
function number(message: ProtoMessage): ProtoMessage {
  const isNumber = ({ number: given }: ProtoField) => Number.isInteger(given) && given > 0
  const taken = new Set(message.fields.filter(isNumber).map((field) => field.number))
  let next = 1
  const fields = message.fields.map((field) => {
    if (isNumber(field)) return field
    while (taken.has(next) || (next >= 19_000 && next < 20_000)) next += 1
    taken.add(next)
    return { ...field, number: next }
  })
  return { ...message, fields }
}

/** An error of `lint`; the service can be written all the same, so here it warns. */
function reportUndefined(name: string, location: Location, diagnostics: Diagnostics): void {
  const found = diagnostic(CONTRACT_CODES, 'contract/undefined-message', {
    message: `message \`${name}\` is defined nowhere; it is written without fields`,
    location,
    hint: 'define it in the .proto file, or in "Proto Definitions" of the tech spec',
  })
  diagnostics.add({ ...found, severity: 'warning' })
}
