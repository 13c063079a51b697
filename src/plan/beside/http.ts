import { snake } from '../../text/names.ts'
import type { HttpMethod } from '../facts.ts'

const METHODS = new Map<string, HttpMethod>(
  (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).map((method) => [method, method]),
)

/** The method of a word in any case; undefined where it is none that is read. */
export function httpMethod(word: string): HttpMethod | undefined {
  return METHODS.get(word.toUpperCase())
}

/** `/orders/:id/` and `/orders/<int:id>?x=1` as `/orders/{id}`. */
export function normalisePath(path: string): string {
  const bare = path.split(/[?#]/)[0] ?? ''
  const parts = bare.split('/').map((part) => {
    if (part.startsWith(':') && part.length > 1) return `{${part.slice(1)}}`
    return part.startsWith('<') && part.endsWith('>') ? `{${part.slice(1, -1).split(':').at(-1)}}` : part
  })
  const joined = parts.join('/').replace(/\/+/g, '/')
  return joined.length > 1 ? joined.replace(/\/$/, '') : joined
}

/** Names in braces, in order. */
export function pathParameters(path: string): string[] {
  return path.split('/').flatMap((part) => /^\{([^{}]+)\}$/.exec(part)?.[1] ?? [])
}

/** `get_orders_order_id` of `GET /orders/{order_id}`. */
export function operationName(method: HttpMethod, path: string): string {
  return snake(`${method.toLowerCase()} ${path}`)
}
