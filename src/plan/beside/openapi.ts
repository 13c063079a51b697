import { type Diagnostics, diagnostic } from '../../diagnostics/index.ts'
import { camel, snake } from '../../text/names.ts'
import type { YamlEntry, YamlNode } from '../../text/yaml-node.ts'
import type { DataType, Endpoint, HttpMethod, Parameter, Response, Schema } from '../facts.ts'
import { CODES } from './codes.ts'
import { httpMethod, normalisePath, operationName, pathParameters } from './http.ts'
import {
  type Found,
  followReference,
  type OpenApiReading,
  type ReferencedFiles,
  type YamlSource,
} from './openapi-reference.ts'
import { readComponents, readSchema } from './openapi-schema.ts'
import type { Passage } from './passage.ts'
import { readYamlPassage } from './yaml-passage.ts'
import { entriesOf, isTrueAt, itemsOf, keyOf, locateNode, textAt, textOf, valueAt } from './yaml-values.ts'

/** Whether a text means to be an OpenAPI document, well-formed or not. */
export function isOpenApi(text: string): boolean {
  return (
    /^[ \t]*(?:"openapi"|'openapi'|openapi|"swagger"|swagger)[ \t]*:/m.test(text.slice(0, 20_000)) ||
    /^\s*\{\s*"openapi"\s*:/.test(text.slice(0, 20_000))
  )
}

/** What an OpenAPI document says. */
interface OpenApiFacts {
  readonly endpoints: readonly Endpoint[]
  readonly schemas: readonly Schema[]
}

/** Reads OpenAPI 3.0 or 3.1 in YAML or JSON: paths with the prefix of `servers.url`, and all object schemas. */
export async function readOpenApi(passage: Passage, diagnostics: Diagnostics): Promise<OpenApiFacts> {
  const roots = (await readYamlPassage(passage, 'OpenAPI', diagnostics)) ?? []
  const schemas = new Map<string, Schema>()
  const endpoints = roots.flatMap((root) => readRoot({ passage, root }, { diagnostics, schemas }))
  return { endpoints, schemas: [...schemas.values()] }
}

interface Shared {
  readonly diagnostics: Diagnostics
  readonly schemas: Map<string, Schema>
  readonly files?: ReferencedFiles | undefined
}

/** As `readOpenApi` of a document that is parsed; adds its schemas to those that are known. */
export function readRoot(source: YamlSource, shared: Shared): readonly Endpoint[] {
  const components = valueAt(valueAt(source.root, 'components'), 'schemas')
  const taken = new Set(entriesOf(components).map(keyOf))
  const reading: OpenApiReading = { ...source, ...shared, taken, named: new Map() }
  if (!textAt(source.root, 'openapi')?.startsWith('3')) {
    reportVersion(reading)
    return []
  }
  readComponents(reading, components)
  const prefix = serverPrefix(source.root)
  const paths = entriesOf(valueAt(source.root, 'paths'))
  return paths.flatMap((path) => readPath(reading, path, prefix))
}

function reportVersion({ passage, root, diagnostics }: OpenApiReading): void {
  const version = valueAt(root, 'openapi') ?? valueAt(root, 'swagger')
  const written = textOf(version)
  if (!version || written === undefined) return
  diagnostics.add(
    diagnostic(CODES, 'contract/unparsable', {
      message: `OpenAPI ${written} is not read, only 3.0 and 3.1; its facts are missing`,
      location: locateNode(passage, version),
      hint: 'convert the document to OpenAPI 3.1',
    }),
  )
}

/** The path of the first server, its variables replaced by their defaults, without a trailing slash. */
function serverPrefix(root: YamlNode): string {
  const server = itemsOf(valueAt(root, 'servers'))[0]
  let url = textAt(server, 'url') ?? ''
  for (const variable of entriesOf(valueAt(server, 'variables'))) {
    url = url.replaceAll(`{${keyOf(variable)}}`, textAt(variable.value, 'default') ?? '')
  }
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/\/+$/, '')
  return path === '' || path.startsWith('/') ? path : `/${path}`
}

function readPath(reading: OpenApiReading, entry: YamlEntry, prefix: string): Endpoint[] {
  if (/^x-/i.test(keyOf(entry))) return []
  const path = prefixed(reading, entry, prefix)
  const item = followReference(reading, entry.value)
  if (item === undefined) return []
  const shared = itemsOf(valueAt(item.node, 'parameters'))
  return entriesOf(item.node).flatMap((operation) => {
    const method = httpMethod(keyOf(operation))
    if (method) return [readOperation(item.reading, { path, method, entry: operation, shared })]
    if (/^(?:head|options|trace|query)$/i.test(keyOf(operation))) reportMethod(item.reading, operation)
    return []
  })
}

function prefixed({ passage, diagnostics }: OpenApiReading, entry: YamlEntry, prefix: string): string {
  const path = normalisePath(`/${keyOf(entry)}`)
  if (prefix === '') return path
  if (path !== prefix && !path.startsWith(`${prefix}/`)) return normalisePath(`${prefix}/${path}`)
  diagnostics.add(
    diagnostic(CODES, 'contract/doubled-prefix', {
      message: `\`${prefix}\` is in \`servers.url\` and in the path \`${path}\``,
      location: locateNode(passage, entry.key),
      hint: 'remove it from one of the two',
    }),
  )
  return path
}

function reportMethod({ passage, diagnostics }: OpenApiReading, entry: YamlEntry): void {
  diagnostics.add(
    diagnostic(CODES, 'contract/unsupported-method', {
      message: `method \`${keyOf(entry)}\` is not read`,
      location: locateNode(passage, entry.key),
      hint: 'use get, post, put, patch or delete',
    }),
  )
}

interface Operation {
  readonly path: string
  readonly method: HttpMethod
  readonly entry: YamlEntry
  readonly shared: readonly YamlNode[]
}

function readOperation(reading: OpenApiReading, { path, method, entry, shared }: Operation): Endpoint {
  const node = entry.value
  const operation = nameOperation(reading, { path, method, entry })
  const name = camel(operation)
  return {
    method,
    path,
    operation,
    summary: textAt(node, 'summary') ?? textAt(node, 'description')?.split('\n')[0],
    tags: itemsOf(valueAt(node, 'tags')).flatMap((tag) => textOf(tag) ?? []),
    parameters: readParameters(reading, [...shared, ...itemsOf(valueAt(node, 'parameters'))], {
      path,
      entry,
      name,
    }),
    request: readRequest(reading, valueAt(node, 'requestBody'), name),
    responses: readResponses(reading, valueAt(node, 'responses'), name),
    secured: isSecured(valueAt(node, 'security') ?? valueAt(reading.root, 'security')),
    origin: locateNode(reading.passage, entry.key),
  }
}

function nameOperation(reading: OpenApiReading, { path, method, entry }: Omit<Operation, 'shared'>): string {
  const written = snake(textAt(entry.value, 'operationId') ?? '')
  if (written !== '') return written
  const operation = operationName(method, path)
  reading.diagnostics.add(
    diagnostic(CODES, 'contract/missing-operation-id', {
      message: `\`${method} ${path}\` has no operationId and is named \`${operation}\``,
      location: locateNode(reading.passage, entry.key),
      hint: 'add operationId',
    }),
  )
  return operation
}

function readParameters(
  reading: OpenApiReading,
  nodes: readonly YamlNode[],
  { path, entry, name }: { path: string; entry: YamlEntry; name: string },
): Parameter[] {
  const found = new Map<string, Parameter>()
  for (const node of nodes) {
    const target = followReference(reading, node)
    const place = textAt(target?.node, 'in')
    const parameter = textAt(target?.node, 'name')
    if (!target || parameter === undefined) continue
    if (place !== 'path' && place !== 'query' && place !== 'header') continue
    const content = entriesOf(valueAt(target.node, 'content'))[0]?.value
    const schema = valueAt(target.node, 'schema') ?? valueAt(content, 'schema')
    found.set(`${place} ${parameter}`, {
      name: parameter,
      in: place,
      type: readSchema(target.reading, schema, `${name}${camel(parameter)}`).type,
      required: place === 'path' || isTrueAt(target.node, 'required'),
      description: textAt(target.node, 'description'),
      origin: locateNode(target.reading.passage, valueAt(target.node, 'name') ?? target.node),
    })
  }
  const origin = locateNode(reading.passage, entry.key)
  const missing = pathParameters(path).filter((parameter) => !found.has(`path ${parameter}`))
  return [
    ...missing.map(
      (parameter): Parameter => ({
        name: parameter,
        in: 'path',
        type: { kind: 'string' },
        required: true,
        origin,
      }),
    ),
    ...found.values(),
  ]
}

function readRequest(reading: OpenApiReading, node: YamlNode | undefined, name: string): Endpoint['request'] {
  const body = followReference(reading, node)
  const type = body && contentType(body, `${name}Request`)
  return type && { type, required: isTrueAt(body?.node, 'required') }
}

/** The JSON content's type, else that of the first content. */
function contentType({ reading, node }: Found, name: string): DataType | undefined {
  const contents = entriesOf(valueAt(node, 'content'))
  const content = contents.find((entry) => /[/+]json\b/.test(keyOf(entry))) ?? contents[0]
  return content && readSchema(reading, valueAt(content.value, 'schema'), name).type
}

function readResponses(reading: OpenApiReading, node: YamlNode | undefined, name: string): Response[] {
  let named = false
  return entriesOf(node)
    .map((entry) => ({ entry, status: statusOf(keyOf(entry)) }))
    .sort((a, b) => a.status - b.status)
    .flatMap(({ entry, status }) => {
      if (status === 0) return []
      const target = followReference(reading, entry.value)
      const type = target && contentType(target, named ? `${name}${status}Response` : `${name}Response`)
      named ||= type !== undefined
      const description = textAt(target?.node, 'description') ?? ''
      return [{ status, description, type, origin: locateNode(reading.passage, entry.key) }]
    })
}

/** `'2XX'` is 200; `default` is no status: 0. */
function statusOf(key: string): number {
  return /^[1-5](?:\d\d|xx)$/i.test(key) ? Number(key.replace(/x/gi, '0')) : 0
}

function isSecured(node: YamlNode | undefined): boolean {
  const choices = itemsOf(node)
  return choices.length > 0 && choices.every((choice) => entriesOf(choice).length > 0)
}
