/** What a service is about comes from its plan alone: no noun of a worked example may stand in what we ship. */
import type { Rule } from './source.ts'

/** Words of the example plans, in kebab case; each also matches `snake_case`, `camelCase` and a plural. */
const NOUNS = [
  ...['auth', 'authenticate', 'authenticator', 'login', 'logout', 'email', 'e-mail'],
  ...['user-service', 'notification-service', 'validate-token', 'refresh-token', 'revoke-token', 'get-user'],
  ...[
    'token-request',
    'token-response',
    'refresh-request',
    'refresh-response',
    'revoke-request',
    'user-created',
  ],
]
const PATTERN = new RegExp(`(?<![a-z])(${NOUNS.join('|')})s?(?![a-z])`)
/** `passwords` is a capability; outside of its files one password is an example's field. */
const PASSWORD = /(?<![a-z])password(?![a-z])/
/** `email` is also the name of a format that schemas may give. */
const FORMAT = /format.*'email'|'email'.*format/
/** Names that libraries and images gave: a variable of PostgreSQL's image, arguments of SQLAlchemy and aiokafka. */
const FOREIGN = /POSTGRES_HOST_AUTH_METHOD|hide_password|sasl_plain_password|KAFKA_SASL_PASSWORD/g
const ABOUT_PASSWORDS = /password|security|capabilit/i

export const noExampleNouns: Rule = (sources) =>
  sources
    .filter(({ path }) => !path.startsWith('templates/starter/'))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => {
        const own = line.replaceAll(FOREIGN, '')
        const words = kebab(FORMAT.test(own) ? own.replaceAll("'email'", '') : own)
        const noun = PATTERN.exec(words) ?? (ABOUT_PASSWORDS.test(path) ? null : PASSWORD.exec(words))
        return noun ? [`${path}:${index + 1}: ${noun[0]} is a noun of an example`] : []
      }),
    )

function kebab(line: string): string {
  return line
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase()
}
