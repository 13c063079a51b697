/** What a sample call needs before it is more than a refusal: a token to show, a row or credentials that exist. */
import type { Service } from '../../../src/generator/index.ts'
import type { OperationView } from '../contract/groups.ts'

/** Stands for a token that is signed when the load begins: none outlives the file it would stand in. */
export const TOKEN = '{token}'
const TOKEN_FIELD = /^(?:access|jwt|bearer)?_?token$/i

type Sample = Readonly<Record<string, unknown>>

/** The sample with a token where a field asks for one by its name. */
export function withToken(service: Service, sample: unknown): unknown {
  if (!service.capabilities.has('jwt') || !isRecord(sample)) return sample
  const entries = Object.entries(sample)
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      typeof value === 'string' && TOKEN_FIELD.test(name) ? TOKEN : value,
    ]),
  )
}

/** `authorization` where the contract secures the operation; an rpc that no contract of REST speaks of may be secured. */
export function authorizationOf(
  service: Service,
  { operation }: OperationView,
): Readonly<Record<string, string>> {
  const secured = operation.endpoint ? operation.endpoint.secured : service.capabilities.has('jwt')
  return secured ? { authorization: `Bearer ${TOKEN}` } : {}
}

/** What has to exist before the sample is answered, as the script says it. */
export function needsOf(view: OperationView, sent: unknown): { readonly needs?: string } {
  if (view.parameters.length === 0) return {}
  if (view.absent) return { needs: 'a row that exists' }
  const { operation, errors } = view
  const judges = errors.some(({ status }) => status === 401) && !operation.endpoint?.secured
  return judges && !holdsToken(sent) ? { needs: 'credentials that the service knows' } : {}
}

export function holdsToken(sent: unknown): boolean {
  return JSON.stringify(sent ?? '').includes(TOKEN)
}

export function isRecord(value: unknown): value is Sample {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
