/** Rules of buf's STANDARD that names of the plan do not follow: the plan's names stay, the rule is off for the file. */
import type { ProtoFile, ProtoRpc } from '../../src/generator/index.ts'
import { camel, snake } from '../../src/generator/index.ts'
import { EMPTY } from '../views/contract/messages.ts'
import { protoPath } from '../views/contract/protos.ts'

export interface LintRule {
  readonly name: string
  /** What the plan calls otherwise: `GetStock`. */
  readonly reason: string
  /** Sorted. */
  readonly paths: readonly string[]
}

/** Names of a file that do not follow the rule. */
type Check = (file: ProtoFile) => readonly string[]

const CHECKS: Readonly<Record<string, Check>> = {
  ENUM_PASCAL_CASE: ({ enums }) => enums.map(({ name }) => last(name)).filter(isNoPascal),
  ENUM_VALUE_PREFIX: (file) =>
    valuesOf(file).flatMap(({ value, name }) => (value.startsWith(`${upper(name)}_`) ? [] : [value])),
  ENUM_VALUE_UPPER_SNAKE_CASE: (file) =>
    valuesOf(file).flatMap(({ value }) => (value === upper(value) ? [] : [value])),
  ENUM_ZERO_VALUE_SUFFIX: (file) =>
    valuesOf(file).flatMap(({ value, number }) =>
      number !== 0 || value.endsWith('_UNSPECIFIED') ? [] : [value],
    ),
  FIELD_LOWER_SNAKE_CASE: ({ messages }) =>
    messages.flatMap(({ fields }) => fields.map(({ name }) => name)).filter(isNoSnake),
  FILE_LOWER_SNAKE_CASE: (file) => [stemOf(file)].filter(isNoSnake),
  MESSAGE_PASCAL_CASE: ({ messages }) => messages.map(({ name }) => last(name)).filter(isNoPascal),
  ONEOF_LOWER_SNAKE_CASE: ({ messages }) =>
    messages.flatMap(({ fields }) => fields.flatMap(({ oneof }) => oneof ?? [])).filter(isNoSnake),
  PACKAGE_DIRECTORY_MATCH: (file) =>
    protoPath(file).split('/').slice(0, -1).join('.') === file.package ? [] : [file.package ?? ''],
  PACKAGE_LOWER_SNAKE_CASE: ({ package: name = '' }) => (name.split('.').some(isNoSnake) ? [name] : []),
  PACKAGE_VERSION_SUFFIX: ({ package: name = '' }) =>
    /\.v[1-9][0-9]*((alpha|beta)[1-9][0-9]*|p[1-9][0-9]*((alpha|beta)[1-9][0-9]*))?$/.test(name)
      ? []
      : [name],
  RPC_PASCAL_CASE: (file) => rpcsOf(file).flatMap(({ rpc }) => [rpc.name].filter(isNoPascal)),
  RPC_REQUEST_RESPONSE_UNIQUE: (file) => repeated(rpcsOf(file).map(({ rpc }) => rpc)),
  RPC_REQUEST_STANDARD_NAME: (file) => namedOtherwise(file, 'request', 'Request'),
  RPC_RESPONSE_STANDARD_NAME: (file) => namedOtherwise(file, 'response', 'Response'),
  SERVICE_PASCAL_CASE: ({ services }) => services.map(({ name }) => name).filter(isNoPascal),
  SERVICE_SUFFIX: ({ services }) =>
    services.map(({ name }) => name).filter((name) => !name.endsWith('Service')),
}

/** In the order of their names; a rule that every name follows is left out. */
export function lintRules(files: readonly ProtoFile[]): readonly LintRule[] {
  return Object.entries(CHECKS).flatMap(([name, check]) => {
    const found = files.map((file) => ({ path: protoPath(file), names: check(file) }))
    const broken = found.filter(({ names }) => names.length > 0)
    const [first] = broken.flatMap(({ names }) => names)
    return first === undefined ? [] : [{ name, reason: first, paths: broken.map(({ path }) => path).sort() }]
  })
}

interface Named {
  readonly rpc: ProtoRpc
  readonly service: string
}

function rpcsOf({ services }: ProtoFile): readonly Named[] {
  return services.flatMap(({ name, rpcs }) => rpcs.map((rpc) => ({ rpc, service: name })))
}

function namedOtherwise(file: ProtoFile, side: 'request' | 'response', suffix: string): readonly string[] {
  return rpcsOf(file).flatMap(({ rpc, service }) => {
    const allowed = [`${rpc.name}${suffix}`, `${service}${rpc.name}${suffix}`]
    return rpc[side] === EMPTY || allowed.includes(last(rpc[side])) ? [] : [last(rpc[side])]
  })
}

/** Messages that two rpcs, or both sides of one, use. */
function repeated(rpcs: readonly ProtoRpc[]): readonly string[] {
  const seen = new Set<string>()
  return rpcs
    .flatMap(({ request, response }) => [request, response])
    .filter((name) => name !== EMPTY)
    .filter((name) => {
      const isKnown = seen.has(name)
      seen.add(name)
      return isKnown
    })
    .map(last)
}

function valuesOf({ enums }: ProtoFile) {
  return enums.flatMap(({ name, values }) =>
    values.map(({ name: value, number }) => ({ name: last(name), value, number })),
  )
}

function last(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

function upper(name: string): string {
  return snake(name).toUpperCase()
}

function stemOf(file: ProtoFile): string {
  return last(
    protoPath(file)
      .replaceAll('/', '.')
      .replace(/\.proto$/, ''),
  )
}

function isNoPascal(name: string): boolean {
  return !/^[A-Z][A-Za-z0-9]*$/.test(name) || camel(name) !== name
}

function isNoSnake(name: string): boolean {
  return !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name)
}
