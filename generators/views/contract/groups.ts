/** The operations of a service as templates print them: one class of use cases per group. */
import {
  camel,
  type DataType,
  type Endpoint,
  type Operation,
  type OperationGroup,
  operationsOf,
  type Parameter,
  type ProtoMessage,
  pyStr,
  type RpcRef,
  resourceOf,
  type Schema,
  type Service,
  snake,
  successOf,
} from '../../../src/generator/index.ts'
import { once } from '../once.ts'
import { ownerOf } from '../plan/owners.ts'
import { briefNames, pyVariable } from '../python/names.ts'
import { annotationOf, constraintsOf } from '../python/types.ts'
import { type ErrorView, errorsOf, hasAbsence } from './errors.ts'
import { EMPTY, findMessage, type MessageHome, pyMessageName, schemaOf } from './messages.ts'
import { schemasIn } from './models.ts'

export interface ParameterView {
  readonly name: string
  readonly annotation: string
  readonly source: Parameter | undefined
  readonly type: DataType
}

export interface OperationView {
  readonly operation: Operation
  readonly name: string
  /** Path, query and header parameters, then the body. */
  readonly parameters: readonly ParameterView[]
  readonly body: ParameterView | undefined
  /** undefined: nothing comes back. */
  readonly result: DataType | undefined
  /** Return annotation of the use case. */
  readonly returns: string
  /** Its results come one after the other; calling it awaits nothing. */
  readonly streams: boolean
  /** The plan documents a 404: absence is a result. */
  readonly absent: boolean
  readonly errors: readonly ErrorView[]
  readonly status: number
  readonly doc: string
}

export interface GroupView {
  readonly name: string
  /** Names the files of the edges: `products` where the group is the service's only one. */
  readonly resource: string
  readonly className: string
  /** `catalog_service`. */
  readonly attribute: string
  readonly operations: readonly OperationView[]
  readonly schemas: readonly Schema[]
  /** Key of the task whose stubs the use cases are. */
  readonly logicOwner: string | undefined
  readonly apiOwner: string | undefined
}

export interface RpcOperation {
  readonly group: GroupView
  readonly view: OperationView
  readonly rpc: RpcRef
}

/** As `schemaLookup`, with one member of each oneof: that is all a message can hold. */
export function wireLookup(service: Service): (name: string) => Schema | undefined {
  return once(service, makeWireLookup)
}

function makeWireLookup(service: Service): (name: string) => Schema | undefined {
  const messages = service.protos.flatMap((file) => file.messages)
  const spare = new Map(messages.map((message) => [pyMessageName(message.name), laterMembers(message)]))
  const lookup = schemaLookup(service)
  return (name) => {
    const schema = lookup(name)
    return schema && { ...schema, fields: schema.fields.filter((field) => !spare.get(name)?.has(field.name)) }
  }
}

function laterMembers({ fields }: ProtoMessage): ReadonlySet<string> {
  const firsts = new Set<string>()
  const later = fields.filter(({ oneof }) => {
    if (oneof === undefined) return false
    const known = firsts.has(oneof)
    firsts.add(oneof)
    return known
  })
  return new Set(later.map(({ name }) => name))
}

/** Schemas of contracts and messages by name; a contract's wins where both define one. */
export function schemaLookup(service: Service): (name: string) => Schema | undefined {
  return once(service, makeSchemaLookup)
}

function makeSchemaLookup(service: Service): (name: string) => Schema | undefined {
  const found = new Map<string, Schema>()
  for (const file of service.protos) {
    for (const message of file.messages) {
      const schema = schemaOf(service, { file, message })
      found.set(schema.name, schema)
    }
  }
  for (const schema of service.schemas) found.set(schema.name, schema)
  return (name) => found.get(name)
}

export function groupsOf(service: Service): readonly GroupView[] {
  return once(service, viewGroups)
}

function viewGroups(service: Service): readonly GroupView[] {
  const lookup = schemaLookup(service)
  const groups = operationsOf(service)
  const brief = briefNames(groups.map(({ name }) => name))
  return groups.map((group) => ({
    ...groupOf(service, group, lookup),
    attribute: `${brief.get(group.name)}_service`,
  }))
}

/** The operations that have an rpc, each with its group. */
export function rpcOperations(groups: readonly GroupView[]): readonly RpcOperation[] {
  return groups.flatMap((group) =>
    group.operations.flatMap((view) =>
      view.operation.rpc ? [{ group, view, rpc: view.operation.rpc }] : [],
    ),
  )
}

function groupOf(
  service: Service,
  group: OperationGroup,
  lookup: (name: string) => Schema | undefined,
): Omit<GroupView, 'attribute'> {
  const operations = group.operations.map((operation) => operationOf(service, operation))
  const resource = firstResource(group) ?? group.name
  const things = [group.name, resource]
  return {
    name: group.name,
    resource,
    className: `${camel(group.name)}Service`,
    operations,
    schemas: schemasIn(
      operations.flatMap((view) => [...view.parameters.map(({ type }) => type), view.result]),
      lookup,
    ),
    logicOwner: ownerOf(service, 'logic', things),
    apiOwner: ownerOf(service, 'api', things),
  }
}

function firstResource(group: OperationGroup): string | undefined {
  const endpoint = group.operations.find((operation) => operation.endpoint)?.endpoint
  return endpoint && resourceOf(endpoint)
}

function operationOf(service: Service, operation: Operation): OperationView {
  const { endpoint } = operation
  const shape = endpoint ? restShape(endpoint) : rpcShape(service, operation)
  const { requestStream = false, responseStream = false } = endpoint ? {} : (operation.rpc?.rpc ?? {})
  const single = shape.body === undefined ? undefined : bodyParameter(shape.body)
  const body = single && requestStream ? streamed(single) : single
  const absent = hasAbsence(endpoint)
  const result = shape.result === undefined ? undefined : annotationOf(shape.result, (name) => name)
  const returns = absent ? (result === undefined ? 'bool' : `${result} | None`) : (result ?? 'None')
  return {
    operation,
    name: pyVariable(operation.name),
    parameters: [...(endpoint?.parameters ?? []).map(parameterOf), ...(body ? [body] : [])],
    body,
    result: shape.result,
    returns: responseStream ? `AsyncIterator[${returns}]` : returns,
    streams: responseStream,
    absent,
    errors: errorsOf([endpoint]),
    status: shape.status,
    doc: endpoint?.summary ?? operation.rpc?.rpc.comment ?? '',
  }
}

interface Shape {
  readonly body: DataType | undefined
  readonly result: DataType | undefined
  readonly status: number
}

function restShape(endpoint: Endpoint): Shape {
  const success = successOf(endpoint)
  return { body: endpoint.request?.type, result: success?.type, status: success?.status ?? 200 }
}

function rpcShape(service: Service, { rpc }: Operation): Shape {
  if (!rpc) return { body: undefined, result: undefined, status: 200 }
  const refTo = (name: string): DataType | undefined => {
    if (name === EMPTY) return undefined
    const home: MessageHome | undefined = findMessage(service, name, rpc.file)
    return home ? { kind: 'ref', name: schemaOf(service, home).name } : undefined
  }
  return { body: refTo(rpc.rpc.request), result: refTo(rpc.rpc.response), status: 200 }
}

function bodyParameter(type: DataType): ParameterView {
  const name = type.kind === 'ref' ? pyVariable(snake(type.name)) : 'body'
  return { name, annotation: annotationOf(type, (schema) => schema), source: undefined, type }
}

function streamed(parameter: ParameterView): ParameterView {
  return {
    ...parameter,
    name: `${parameter.name}_stream`,
    annotation: `AsyncIterator[${parameter.annotation}]`,
  }
}

function parameterOf(parameter: Parameter): ParameterView {
  const annotation = annotationOf(parameter.type, (schema) => schema)
  return {
    name: pyVariable(parameter.name),
    annotation: parameter.required ? annotation : `${annotation} | None`,
    source: parameter,
    type: parameter.type,
  }
}

/** Arguments of FastAPI's `Path`, `Query` or `Header` for a parameter; empty where none is needed. */
export function parameterMarker({ name, source, type }: ParameterView): string {
  if (!source) return ''
  const alias =
    name === source.name || (source.in === 'header' && name === snake(source.name))
      ? []
      : [`alias=${pyStr(source.name)}`]
  const args = [...alias, ...constraintsOf(type)]
  const marker = camel(source.in)
  if (args.length === 0 && source.in !== 'header') return ''
  return `${marker}(${args.join(', ')})`
}
