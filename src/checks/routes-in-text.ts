/** Routes that a task names: `POST /api/users`, `GET/PUT /users/:id`. */
export interface NamedRoute {
  readonly verb: string | undefined
  readonly path: string
}

const ROUTE =
  /(?:\b(GET|POST|PUT|PATCH|DELETE)[`*]{0,3}[ \t:]{1,3}[`*]{0,3})?(\/(?:[\w.:{}<>$[\]-]{1,80}\/?){1,12})/g

/** A route without a verb counts where the word before it is none that ends in a folder: `tests/unit` is no route. */
export function routesIn(text: string): readonly NamedRoute[] {
  if (!text.includes('/')) return []
  const found: NamedRoute[] = []
  for (const match of text.slice(0, 4000).matchAll(ROUTE)) {
    const before = text.charAt(match.index - 1)
    const [, verb, path = ''] = match
    if (verb === undefined && before !== '' && !' \t`*("\''.includes(before)) continue
    found.push({ verb, path })
  }
  return found
}

/** Without prefix, version, trailing slash, and the names of parameters. */
export function routeKey(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && !/^(?:api|v\d{1,2})$/i.test(part))
  return parts.map((part) => (/^[:{<$[]/.test(part) ? '{}' : part.toLowerCase())).join('/')
}
