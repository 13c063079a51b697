import { type Diagnostics, diagnostic, type Location } from '../diagnostics/index.ts'
import { SYSTEM_CODES } from './codes.ts'
import { domainOf, isPythonKeyword, isReservedFileName, shown, snake } from './names.ts'

export type NameKind = keyof typeof RULES

/** Whether a stranger's name may be used; reports a refused name once, at the first place it is met. */
export type NameGuard = (kind: NameKind, name: string, origin: Location) => boolean

interface Rule {
  /** For people: `service name`. */
  readonly noun: string
  readonly valid: (name: string) => boolean
  readonly hint: string
}

const IDENTIFIER_HINT = 'rename it: letters, digits and `_`, first a letter, no Python keyword'

const RULES = {
  feature: rule('feature folder', isFeature, 'rename the folder: letters, digits, `-` and `_`'),
  service: rule('service name', isService, 'rename it: letters, digits, `-` and `_`, first a letter'),
  id: rule('id', (name) => fits(name, /^[A-Za-z0-9][A-Za-z0-9._~-]*$/, 64), 'use an id such as `4.1`'),
  route: rule('route', isRoute, 'write segments of letters, digits, `-`, `_`, `.` and parameters in braces'),
  header: rule('header name', (name) => fits(name, /^[A-Za-z][A-Za-z0-9_-]*$/, 120), 'rename the header'),
  operation: rule('operation name', isSnakable, IDENTIFIER_HINT),
  parameter: rule('parameter name', isIdentifier, IDENTIFIER_HINT),
  schema: rule('schema name', isIdentifier, IDENTIFIER_HINT),
  field: rule('field name', isIdentifier, IDENTIFIER_HINT),
  protoPackage: rule(
    'proto package',
    isProtoPackage,
    'rename the package: lower case parts such as `shop.user.v1`',
  ),
  protoPath: rule('proto path', isProtoPath, 'give a relative path such as `shop/user/v1/user.proto`'),
  protoType: rule('proto type', isProtoType, 'use a scalar, message or enum name'),
  protoService: rule('proto service', isProtoService, IDENTIFIER_HINT),
  protoName: rule('proto name', isSnakable, IDENTIFIER_HINT),
  protoOption: rule(
    'proto option',
    (text) => text.length <= 4000 && /^[\w.()]+ = [^\p{Cc}\p{Cf}\u2028\u2029]+$/u.test(text),
    'write it without control characters, in at most 4000 characters',
  ),
  entity: rule('entity name', isModuleName, IDENTIFIER_HINT),
  table: rule('table name', isModuleName, IDENTIFIER_HINT),
  column: rule('column name', (name) => isIdentifier(name) && name.length <= 63, IDENTIFIER_HINT),
  // Kafka takes 249; the name of the dead letter topic and the prefix of a test run have to fit as well.
  topic: rule(
    'topic name',
    (name) => fits(name, /^[A-Za-z0-9][A-Za-z0-9._-]*$/, 200),
    'rename it: at most 200 letters, digits, `.`, `_` and `-`, first a letter or digit',
  ),
  package: rule(
    'package name',
    (name) => fits(name, /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/, 120),
    'write a requirement such as `name[extra]>=1.0`',
  ),
  specifier: rule(
    'version specifier',
    (name) => fits(name, /^[A-Za-z0-9.,<>=!~*+ -]*$/, 200),
    'write a specifier such as `>=1.0,<2`',
  ),
  version: rule(
    'version',
    (name) => fits(name, /^[0-9][A-Za-z0-9.+!-]*$/, 64),
    'write a version such as `0.1.0`',
  ),
  marker: rule('marker', (name) => fits(name, /^[\x20-\x7e]*$/, 200), 'write an environment marker'),
} satisfies Record<string, Rule>

function rule(noun: string, valid: (name: string) => boolean, hint: string): Rule {
  return { noun, valid, hint }
}

export function createNameGuard(diagnostics: Diagnostics): NameGuard {
  const reported = new Set<string>()
  return (kind, name, origin) => {
    const { noun, valid, hint } = RULES[kind]
    if (valid(name)) return true
    if (!reported.has(name)) {
      reported.add(name)
      const message = `\`${shown(name)}\` cannot be used as a ${noun}`
      diagnostics.add(diagnostic(SYSTEM_CODES, 'render/unsafe-name', { message, location: origin, hint }))
    }
    return false
  }
}

function fits(name: string, pattern: RegExp, length: number): boolean {
  return name.length <= length && pattern.test(name)
}

function isIdentifier(name: string): boolean {
  return fits(name, /^[A-Za-z][A-Za-z0-9_]*$/, 120) && !isPythonKeyword(name)
}

/** A name that also becomes a file: its snake_case form has to be usable as a module on every system. */
function isModuleName(name: string): boolean {
  const module = snake(name)
  return isIdentifier(name) && module.length <= 63 && isIdentifier(module) && !isReservedFileName(module)
}

function isFeature(name: string): boolean {
  return fits(name, /^[A-Za-z0-9][A-Za-z0-9._-]*$/, 63) && !name.endsWith('.') && !isReservedFileName(name)
}

function isService(name: string): boolean {
  return (
    fits(name, /^[A-Za-z][A-Za-z0-9_-]*$/, 63) && !isReservedFileName(name) && isModuleName(domainOf(name))
  )
}

function isRoute(path: string): boolean {
  return (
    path.length <= 2000 && path.startsWith('/') && (path === '/' || path.slice(1).split('/').every(isSegment))
  )
}

function isSegment(segment: string): boolean {
  const parameter = /^\{([^{}]*)\}(:[A-Za-z][A-Za-z0-9_-]*)?$/.exec(segment)
  if (parameter) return isIdentifier(parameter[1] ?? '')
  if (!fits(segment, /^[A-Za-z0-9._~:-]+$/, 120) || /^\.+$/.test(segment)) return false
  const name = snake(segment)
  return !isPythonKeyword(name) && !isReservedFileName(name)
}

function isProtoPackage(name: string): boolean {
  const parts = name.split('.')
  return parts.every((part) => part === part.toLowerCase() && isModuleName(part)) && isOwnPackage(parts[0])
}

/** `google` and `grpc` are packages of the libraries; a file of that name would stand in their place. */
function isOwnPackage(first: string | undefined): boolean {
  return first !== 'google' && first !== 'grpc'
}

function isProtoPath(path: string): boolean {
  if (path.length > 400 || !path.endsWith('.proto')) return false
  const parts = path.slice(0, -'.proto'.length).split('/')
  return parts.every((part) => isModuleName(part)) && isOwnPackage(parts[0])
}

function isProtoType(name: string): boolean {
  return name.replace(/^\./, '').split('.').every(isIdentifier)
}

/** Also a module of its own, with and without the word `Service`. */
function isProtoService(name: string): boolean {
  const group = snake(name).replace(/_service$/, '')
  return isModuleName(name) && (group === '' || isModuleName(group))
}

function isSnakable(name: string): boolean {
  return isIdentifier(name) && isIdentifier(snake(name))
}
