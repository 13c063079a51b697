import type { ProtoEnum, ProtoField, ProtoFile, ProtoMessage, ProtoService } from '../plan/facts.ts'
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
    services: file.services.flatMap((service) => cleanService(service, safe)),
    messages: file.messages.flatMap((message) => cleanMessage(message, safe)),
    enums: file.enums.flatMap((found) => cleanEnum(found, safe)),
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
  return [{ ...service, rpcs }]
}

function cleanMessage(message: ProtoMessage, safe: NameGuard): readonly ProtoMessage[] {
  if (!safe('protoType', message.name, message.origin)) return []
  return [{ ...message, fields: message.fields.filter((field) => isSafeField(field, safe)) }]
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
  return [{ ...found, values: found.values.filter(({ name }) => safe('protoName', name, found.origin)) }]
}
