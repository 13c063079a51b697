/** What a route is about. */
import { wordsOf } from '../text/names.ts'

/** Literal parts of a route, without prefix and version: `users` of `/api/v1/users/{id}`. */
export function nounsOfRoute(route: string): readonly string[] {
  return route
    .split(/[/?#]/)
    .filter((part) => /^[A-Za-z][\w.:-]*$/.test(part) && !/^(?:api|v\d{1,2})$/i.test(part))
    .map((part) => wordsOf(part).join('_'))
    .filter((part) => part !== '')
}
