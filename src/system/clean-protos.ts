import type {
  ProtoEnum,
  ProtoField,
  ProtoFile,
  ProtoMessage,
  ProtoOption,
  ProtoService,
} from '../plan/facts.ts'
import type { NameGuard, NameKind } from './name-guard.ts'

/** Protos without unusable names. A file that lost one is no longer its own source text. */
export function cleanProtos(protos: readonly ProtoFile[], safe: NameGuard): readonly ProtoFile[] {
  return protos.map((file) => cleanProto(file, safe))
}

function cleanProto(file: ProtoFile, guard: NameGuard): ProtoFile {
  let refused = false
  const safe: NameGuard = (kind, name, origin) => {
    const ok = guard(kind, name, origin)
    refused ||= !ok
    return ok
  }
  const keep = (kind: NameKind, name: string | undefined) =>
    name !== undefined && safe(kind, name, file.origin) ? name : undefined
  const cleaned = {
    path: keep('protoPath', file.path),
    package: keep('protoPackage', file.package),
    imports: file.imports.filter(
      (path) => path.startsWith('google/') || safe('protoPath', path, file.origin),
    ),
    ...(file.options && { options: file.options.filter((option) => isSafeOption(option, safe)) }),
    services: file.services.flatMap((service) => cleanService(service, safe)),
    messages: file.messages.flatMap((message) => cleanMessage(message, safe)),
    enums: file.enums.flatMap((found) => cleanEnum(found, safe)),
    ...(file.extensions && {
      extensions: file.extensions
        .filter(
          ({ extendee, field }) => safe('protoType', extendee, field.origin) && isSafeField(field, safe),
        )
        .map((found) => ({ ...found, field: cleanOptions(found.field, safe) })),
    }),
  }
  return { ...file, ...cleaned, source: refused ? undefined : file.source }
}

function cleanService(service: ProtoService, safe: NameGuard): readonly ProtoService[] {
  if (!safe('protoService', service.name, service.origin)) return []
  const rpcs = service.rpcs.filter(
    ({ name, request, response, origin }) =>
      safe('protoName', name, origin) &&
      safe('protoType', request, origin) &&
      safe('protoType', response, origin),
  )
  return [{ ...cleanOptions(service, safe), rpcs: rpcs.map((rpc) => cleanOptions(rpc, safe)) }]
}

function cleanMessage(message: ProtoMessage, safe: NameGuard): readonly ProtoMessage[] {
  if (!safe('protoType', message.name, message.origin)) return []
  const fields = message.fields.filter((field) => isSafeField(field, safe))
  return [
    {
      ...cleanOptions(message, safe),
      fields: fields.map((field) => cleanOptions(field, safe)),
      ...(message.oneofs && { oneofs: message.oneofs.map((oneof) => cleanOptions(oneof, safe)) }),
    },
  ]
}

function isSafeField({ name, type, keyType, oneof, origin }: ProtoField, safe: NameGuard): boolean {
  return (
    safe('protoName', name, origin) &&
    safe('protoType', type, origin) &&
    (keyType === undefined || safe('protoType', keyType, origin)) &&
    (oneof === undefined || safe('protoName', oneof, origin))
  )
}

function cleanEnum(found: ProtoEnum, safe: NameGuard): readonly ProtoEnum[] {
  if (!safe('protoType', found.name, found.origin)) return []
  const values = found.values.filter(({ name }) => safe('protoName', name, found.origin))
  return [{ ...cleanOptions(found, safe), values: values.map((value) => cleanOptions(value, safe)) }]
}

function isSafeOption({ name, value, origin }: ProtoOption, safe: NameGuard): boolean {
  return safe('protoOption', `${name} = ${value}`, origin)
}

/** The element without options that are no option text. */
function cleanOptions<T extends { readonly options?: readonly ProtoOption[] | undefined }>(
  element: T,
  safe: NameGuard,
): T {
  if (!element.options) return element
  return { ...element, options: element.options.filter((option) => isSafeOption(option, safe)) }
}
