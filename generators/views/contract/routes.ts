import { pyStr } from '../../../src/generator/index.ts'
import { pyLiteral } from '../python/literals.ts'
/** The routes of one resource, as its router declares them. */
import type { GroupView, OperationView, ParameterView } from './groups.ts'
import { parameterMarker } from './groups.ts'
import { holdsText } from './stored.ts'

export interface RouteView {
  readonly method: string
  /** Arguments of the decorator. */
  readonly args: string
  readonly name: string
  readonly signature: string
  readonly returns: string
  readonly doc: string
  readonly task: string
}

/** Literal paths come before those with a parameter in the same place, or they would never be reached. */
export function routesOf(
  group: GroupView,
  { stores }: { readonly stores: boolean },
): {
  readonly prefix: string
  readonly routes: readonly RouteView[]
} {
  const served = group.operations.filter(({ operation }) => operation.endpoint !== undefined)
  const prefix = commonPrefix(served.map(({ operation }) => operation.endpoint?.path ?? ''))
  const ordered = [...served].sort((a, b) => parameterCount(a) - parameterCount(b))
  const declare = stores ? declaredStorable : declared
  const routes = ordered.map((view) => ({
    ...routeOf(group, view, prefix),
    signature: signatureOf(group, view, declare),
  }))
  return { prefix, routes }
}

function parameterCount({ operation }: OperationView): number {
  return operation.endpoint?.path.split('{').length ?? 0
}

/** Literal segments that every path begins with. */
function commonPrefix(paths: readonly string[]): string {
  const [first = '', ...others] = paths.map((path) => path.split('/'))
  const literal = (first || []).findIndex((segment) => segment.startsWith('{'))
  const segments = (first || []).slice(0, literal === -1 ? undefined : literal)
  const shared = segments.findIndex((segment, index) => others.some((other) => other[index] !== segment))
  const common = shared === -1 ? segments : segments.slice(0, shared)
  return common.join('/').replace(/\/+$/, '')
}

function routeOf(group: GroupView, view: OperationView, prefix: string): Omit<RouteView, 'signature'> {
  const { endpoint } = view.operation
  const path = (endpoint?.path ?? '').slice(prefix.length)
  const documented = (endpoint?.responses ?? []).filter(({ status }) => status >= 400 && status !== 422)
  const responses = documented.map(
    ({ status, description }) => `${status}: {"description": ${pyLiteral(description)}}`,
  )
  const args = [
    pyStr(path === '' && prefix === '' ? '/' : path),
    `operation_id=${pyStr(view.operation.name)}`,
    ...(view.status === 200 ? [] : [`status_code=${view.status}`]),
    ...(responses.length === 0 ? [] : [`responses={${responses.join(', ')}}`]),
  ]
  const result = view.absent ? view.returns.replace(/ \| None$/, '').replace(/^bool$/, 'None') : view.returns
  return {
    method: (endpoint?.method ?? 'GET').toLowerCase(),
    args: args.join(', '),
    name: view.name,
    returns: result,
    doc: view.doc,
    task: group.apiOwner ?? '',
  }
}

/** Parameters without a default come first. */
function signatureOf(group: GroupView, view: OperationView, declare: typeof declared): string {
  const names = new Set(view.parameters.map(({ name }) => name))
  const service = `${names.has('service') ? 'use_cases' : 'service'}: ${group.className}Dep`
  const required = view.parameters.filter(({ source }) => source === undefined || source.required)
  const optional = view.parameters.filter(({ source }) => source !== undefined && !source.required)
  return [...required.map(declare), service, ...optional.map((view) => `${declare(view)} = None`)].join(', ')
}

function declared(parameter: ParameterView): string {
  return annotated(parameter, [parameterMarker(parameter)])
}

/** Models refuse what a database does not take themselves; what is none has to be told. */
function declaredStorable(parameter: ParameterView): string {
  const check = holdsText(parameter.type) ? 'AfterValidator(refuse_nul)' : ''
  return annotated(parameter, [parameterMarker(parameter), check])
}

function annotated({ name, annotation }: ParameterView, markers: readonly string[]): string {
  const present = markers.filter((marker) => marker !== '')
  return present.length === 0
    ? `${name}: ${annotation}`
    : `${name}: Annotated[${[annotation, ...present].join(', ')}]`
}
