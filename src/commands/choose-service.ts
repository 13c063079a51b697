import { diagnostic } from '../diagnostics/index.ts'
import { isSameService, shortName } from '../system/names.ts'
import { isService } from '../system/shared-items.ts'
import type { Scope, System } from '../system/system.ts'
import { COMMAND_CODES } from './codes.ts'
import type { MissingAnswer } from './missing-answers.ts'
import { nearest, suggest } from './nearest.ts'
import type { Talk } from './talk.ts'
import type { Context } from './verb.ts'

/** The services, and what belongs to none where tasks are of it. */
export function scopesOf({ services, shared }: System): readonly Scope[] {
  return shared.items.length > 0 ? [...services, shared] : services
}

/** The service that is written to: the one named, or the one chosen. An unknown name is an error. */
export async function chooseService(
  system: System,
  named: string | undefined,
  { context, talk }: { readonly context: Context; readonly talk: Talk },
): Promise<Scope | undefined> {
  const { services } = system
  const scopes = scopesOf(system)
  if (named !== undefined) return findScope(scopes, named, context)
  const [first] = scopes
  const isClear = context.options.yes ? services.length === 1 : context.ask && scopes.length === 1
  if (first === undefined || isClear) return first
  const answer = await talk.ask(
    {
      kind: 'select',
      name: 'service',
      message: 'Which service?',
      choices: scopes.map((scope) => ({
        value: scope.name,
        label: scope.name,
        hint: isService(scope) ? scope.purpose.slice(0, 60) : 'what services have in common',
      })),
    },
    missingService(scopes),
  )
  return scopes.find(({ name }) => name === answer)
}

/** The missing answer that names the service. */
export function missingService(scopes: readonly Scope[]): MissingAnswer {
  const taken = new Set(scopes.map(({ name }) => name))
  const names = [...taken].map((name) => (taken.has(shortName(name)) ? name : shortName(name)))
  return {
    flag: '<service>',
    question: 'which service?',
    type: 'choice',
    choices: names,
    answer: names.slice(0, 1),
  }
}

function findScope(scopes: readonly Scope[], named: string, { diagnostics }: Context): Scope | undefined {
  const exact = scopes.find(({ name }) => name === named)
  const found = exact ?? scopes.find(({ name }) => isSameService(named, name))
  if (found) return found
  const names = scopes.map(({ name }) => name)
  const near = nearest(named, [...names, ...names.map(shortName)])
  const meant = [...new Set(near.flatMap((each) => names.find((name) => isSameService(each, name)) ?? []))]
  const there =
    names.length === 0 ? 'the plan has none' : `the plan has ${names.map((name) => `\`${name}\``).join(', ')}`
  diagnostics.add(
    diagnostic(COMMAND_CODES, 'plan/unknown-service', {
      message: `no service \`${named}\`: ${there}`,
      hint: suggest(meant.map(shortName), 'see `taskplan list`'),
    }),
  )
  return undefined
}
