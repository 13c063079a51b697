/** Messages and enums of a contract by the names that rpcs and fields write. */
import type { ProtoEnum, ProtoFile, ProtoMessage } from '../../../src/generator/index.ts'

export interface MessageHome {
  readonly file: ProtoFile
  readonly message: ProtoMessage
}

export interface EnumHome {
  readonly file: ProtoFile
  readonly enumeration: ProtoEnum
}

export interface NameIndex<T> {
  /** In the file that writes the name, else by the full name, else by the end of one. */
  find(name: string, near: ProtoFile): T | undefined
}

type Protos = readonly ProtoFile[]

export function indexMessages(protos: Protos): NameIndex<MessageHome> {
  const homes = protos.flatMap((file) => file.messages.map((message) => ({ file, message })))
  return indexNames(homes, {
    nameOf: ({ message }) => message.name,
    isFoundByEnd: ({ message }) => !message.name.includes('.'),
  })
}

export function indexEnums(protos: Protos): NameIndex<EnumHome> {
  const homes = protos.flatMap((file) => file.enums.map((enumeration) => ({ file, enumeration })))
  return indexNames(homes, { nameOf: ({ enumeration }) => enumeration.name, isFoundByEnd: () => true })
}

interface Naming<T> {
  nameOf(home: T): string
  isFoundByEnd(home: T): boolean
}

/** The first of each name counts. */
function indexNames<T extends { readonly file: ProtoFile }>(
  homes: readonly T[],
  { nameOf, isFoundByEnd }: Naming<T>,
): NameIndex<T> {
  const byFile = new Map<ProtoFile, Map<string, T>>()
  const byFull = new Map<string, T>()
  const byEnd = new Map<string, T>()
  for (const home of homes) {
    const own = byFile.get(home.file) ?? new Map<string, T>()
    byFile.set(home.file, own)
    addFirst(own, nameOf(home), home)
    const full = [home.file.package, nameOf(home)].filter(Boolean).join('.')
    addFirst(byFull, full, home)
    if (isFoundByEnd(home)) for (const end of endsOf(full)) addFirst(byEnd, end, home)
  }
  return {
    find: (name, near) => byFile.get(near)?.get(name) ?? byFull.get(name) ?? byEnd.get(name),
  }
}

function addFirst<T>(names: Map<string, T>, name: string, home: T): void {
  if (!names.has(name)) names.set(name, home)
}

/** `user.v1.User`, `v1.User` and `User` of `acme.user.v1.User`. */
function endsOf(full: string): readonly string[] {
  const parts = full.split('.')
  return parts.slice(1).map((_, index) => parts.slice(index + 1).join('.'))
}
