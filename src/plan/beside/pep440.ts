/** The only import of the PEP 440 library. */
import { compare, valid, validRange } from '@renovatebot/pep440'

/** Whether a text is one clause of a version specifier, such as `>=1.0` or `==2.*`. */
export function isVersionClause(text: string): boolean {
  return validRange(text)
}

/** Below 0 where `first` is the older version, 0 where they are equal; undefined where one is no version. */
export function compareVersions(first: string, second: string): number | undefined {
  return valid(first) && valid(second) ? compare(first, second) : undefined
}
