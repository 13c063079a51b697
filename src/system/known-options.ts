/** Options of protos that something defines: those of protobuf itself, and those that a file of the plan adds. */
import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import { CODES as CONTRACT_CODES } from '../plan/beside/codes.ts'
import type { ProtoFile, ProtoMessage, ProtoOption } from '../plan/facts.ts'

interface WithOptions {
  readonly options?: readonly ProtoOption[] | undefined
}

/** The file without custom options that nothing defines, and without the imports that they came from. */
export function keepKnownOptions(
  file: ProtoFile,
  files: readonly ProtoFile[],
  diagnostics: Diagnostics,
): ProtoFile {
  const known = new Set(files.flatMap(extensionsOf))
  const refused = new Map<string, ProtoOption>()
  const isKnown = (option: ProtoOption): boolean => {
    const custom = /^\(\.?([\w.]+)\)/.exec(option.name)?.[1]
    if (custom === undefined || scopes(file.package, custom).some((name) => known.has(name))) return true
    if (!refused.has(custom)) refused.set(custom, option)
    return false
  }
  const keep = <T extends WithOptions>(element: T): T =>
    element.options ? { ...element, options: element.options.filter(isKnown) } : element
  const kept = {
    ...keep(file),
    services: file.services.map((service) => ({ ...keep(service), rpcs: service.rpcs.map(keep) })),
    messages: file.messages.map((message) => keptMessage(message, keep)),
    enums: file.enums.map((found) => ({ ...keep(found), values: found.values.map(keep) })),
    ...(file.extensions && {
      extensions: file.extensions.map((extension) => ({ ...extension, field: keep(extension.field) })),
    }),
  }
  for (const [name, { origin }] of refused) {
    diagnostics.add(
      diagnostic(CONTRACT_CODES, 'contract/undefined-option', {
        message: `option \`(${name})\` is defined nowhere; it is left out`,
        location: origin,
        hint: 'put the `.proto` file that defines it into `proto/`, below the path it is imported by',
      }),
    )
  }
  return refused.size === 0 ? file : { ...kept, imports: foundImports(file, files), source: undefined }
}

function keptMessage(message: ProtoMessage, keep: <T extends WithOptions>(element: T) => T): ProtoMessage {
  const { oneofs } = message
  return {
    ...keep(message),
    fields: message.fields.map(keep),
    ...(oneofs && { oneofs: oneofs.map(keep) }),
  }
}

function extensionsOf({ package: space, extensions = [] }: ProtoFile): readonly string[] {
  return extensions.map(({ scope, field }) => [space, scope, field.name].filter(Boolean).join('.'))
}

/** A name as it is looked up, from the package outward. */
function scopes(space: string | undefined, name: string): readonly string[] {
  const parts = (space ?? '').split('.').filter(Boolean)
  return [...parts.map((_, at) => [...parts.slice(0, parts.length - at), name].join('.')), name]
}

/** A type of `google` that is used keeps its import, wherever it comes from. */
function foundImports({ imports, ...file }: ProtoFile, files: readonly ProtoFile[]): readonly string[] {
  const types = [
    ...file.services.flatMap(({ rpcs }) => rpcs.flatMap(({ request, response }) => [request, response])),
    ...file.messages.flatMap(({ fields }) => fields.map(({ type }) => type)),
  ]
  const folders = new Set(types.map((type) => type.replace(/^\./, '').split('.').slice(0, -1).join('/')))
  return imports.filter(
    (path) =>
      path.startsWith('google/protobuf/') ||
      files.some((known) => known.path === path) ||
      folders.has(path.split('/').slice(0, -1).join('/')),
  )
}
