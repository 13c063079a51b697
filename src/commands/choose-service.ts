import { diagnostic } from '../diagnostics/index.ts'
import { isSameService, shortName } from '../system/names.ts'
import type { Service, System } from '../system/system.ts'
import { COMMAND_CODES } from './codes.ts'
import type { MissingAnswer } from './missing-answers.ts'
import { nearest, suggest } from './nearest.ts'
import type { Talk } from './talk.ts'
import type { Context } from './verb.ts'

/** The service that is written to: the one named, or the one chosen. An unknown name is an error. */
export async function chooseService(
  { services, shared }: System,
  named: string | undefined,
  { context, talk }: { readonly context: Context; readonly talk: Talk },
): Promise<Service | undefined> {
  const scopes = shared.items.length > 0 ? [...services, shared] : services
  if (named !== undefined) return findService(scopes, named, context)
  const [only] = services
  const isClear = services.length === 1 && (context.options.yes || context.ask !== undefined)
  if (services.length === 0 || isClear) return only
  const answer = await talk.ask(
    {
      kind: 'select',
      name: 'service',
      message: 'Which service?',
      choices: services.map((service) => ({
        value: service.name,
        label: service.name,
        hint: service.purpose.slice(0, 60),
      })),
    },
    missingService(services),
  )
  return services.find(({ name }) => name === answer)
}

/** The missing answer that names the service. */
export function missingService(services: readonly Service[]): MissingAnswer {
  const names = services.map(({ name }) => shortName(name))
  return {
    flag: '<service>',
    question: 'which service?',
    type: 'choice',
    choices: names,
    answer: names.slice(0, 1),
  }
}

function findService(
  services: readonly Service[],
  named: string,
  { diagnostics }: Context,
): Service | undefined {
  const exact = services.find(({ name }) => name === named)
  const found = exact ?? services.find(({ name }) => isSameService(named, name))
  if (found) return found
  const names = services.map(({ name }) => name)
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
