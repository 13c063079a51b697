/** What the tests of a REST client send and expect. */
import { type DataType, pyStr } from '../../../src/generator/index.ts'
import type { RestClientView } from '../clients/clients.ts'
import { type RestCall, restCalls } from '../clients/rest-methods.ts'
import { type OperationView, type ParameterView, wireLookup } from '../contract/groups.ts'
import { pyLiteral } from '../python/literals.ts'
import { modelExpression } from './rpc-tests.ts'
import { isSampleable, sampleOf } from './samples.ts'
import { pythonValue } from './samples-of.ts'

/** undefined: no request of it can be made up. */
export function restClientTests(view: RestClientView) {
  const lookup = wireLookup(view.contract)
  const calls = restCalls(view).filter(
    ({ operation }) =>
      operation.parameters.every(({ type }) => isSampleable(type, lookup)) &&
      (operation.result === undefined || isSampleable(operation.result, lookup)),
  )
  const [first] = calls
  if (!first) return undefined
  const line = ({ operation }: RestCall) => `client.${operation.name}(${argumentsOf(view, operation)})`
  const repeatable = calls.find(({ isRepeatable }) => isRepeatable)
  const single = calls.find(({ isRepeatable }) => !isRepeatable)
  return {
    ask: line(first),
    isAskRetried: first.isRepeatable,
    retriedAsk: repeatable ? line(repeatable) : '',
    singleAsk: single ? line(single) : '',
    exchanges: calls.map((call) => ({ name: call.operation.name, lines: exchangeOf(view, call) })),
  }
}

function argumentsOf(view: RestClientView, { parameters }: OperationView): string {
  const lookup = wireLookup(view.contract)
  return parameters.map(({ type }) => expressionOf(type, sampleOf(type, 0, lookup))).join(', ')
}

function expressionOf(type: DataType, json: unknown): string {
  if (type.kind === 'ref') return modelExpression(type.name, json)
  if (type.kind === 'array' && type.items.kind === 'ref' && Array.isArray(json)) {
    const { name } = type.items
    return `[${json.map((item) => modelExpression(name, item)).join(', ')}]`
  }
  return pythonValue(type, json)
}

function exchangeOf(view: RestClientView, { operation, endpoint }: RestCall): readonly string[] {
  const lookup = wireLookup(view.contract)
  const json = ({ type }: ParameterView) => sampleOf(type, 0, lookup)
  const call = `await client.${operation.name}(${argumentsOf(view, operation)})`
  const answer = operation.result && expressionOf(operation.result, sampleOf(operation.result, 1, lookup))
  const sent = operation.parameters.filter(({ source }) => source?.in === 'path')
  const values = new Map(sent.map((parameter) => [parameter.source?.name, String(json(parameter))]))
  const path = endpoint.path.replace(/\{([^{}]*)\}/g, (_, name: string) => values.get(name) ?? '')
  const { body } = operation
  const parts = [
    ['call.method', pyStr(endpoint.method)],
    ['call.path', pyStr(path)],
    ['call.body', body ? pyLiteral(json(body)) : 'None'],
    ...queryOf(view, operation),
  ]
  return [
    answer === undefined
      ? operation.absent
        ? `assert ${call}`
        : call
      : answer === 'None'
        ? `assert ${call} is None`
        : `assert ${call} == ${answer}`,
    `[call] = fake_${view.key}.calls`,
    `assert (${parts.map(([name]) => name).join(', ')}) == (${parts.map(([, value]) => value).join(', ')})`,
    ...(operation.absent
      ? [
          `fake_${view.key}.failures = [404]`,
          operation.result === undefined ? `assert not ${call}` : `assert ${call} is None`,
        ]
      : []),
  ]
}

/** Left out where a parameter is a list or of no known form. */
function queryOf(
  view: RestClientView,
  { parameters }: OperationView,
): readonly (readonly [string, string])[] {
  const query = parameters.filter(({ source }) => source?.in === 'query')
  const isPlain = ({ type }: ParameterView) => ['string', 'integer', 'boolean'].includes(type.kind)
  if (!query.every(isPlain)) return []
  const lookup = wireLookup(view.contract)
  const pairs = query.map(({ name, source, type }) => {
    const text = String(sampleOf(type, 0, lookup))
    const written =
      type.kind === 'string' && type.format === 'date-time' ? text.replace(/Z$/, '+00:00') : text
    return `${pyStr(source?.name ?? name)}: ${pyStr(written)}`
  })
  return [['call.query', `{${pairs.join(', ')}}`]]
}
