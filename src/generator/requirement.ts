/** Version specifiers of packages. */
import { compareVersions } from '../plan/beside/pep440.ts'

const LOWER_BOUND = /^(>=|~=|>)\s*(.+)$/

/** The version of the lower bound, where the specifier has one. */
export function lowerBoundOf(specifier: string): string | undefined {
  const bounds = clausesOf(specifier).map((clause) => /^(?:>=|~=|>|===?)\s*([^*,\s]+)$/.exec(clause)?.[1])
  return bounds.find((version) => version !== undefined)
}

/** The lowest of the lower bounds, as versions compare: 3.9 is below 3.11. */
export function lowestBound(specifiers: readonly string[]): string | undefined {
  const bounds = specifiers.flatMap((specifier) => lowerBoundOf(specifier) ?? [])
  return bounds.sort((a, b) => compareVersions(a, b) ?? 0)[0]
}

/** Whether no version from `version` on is admitted. */
export function isHeldBelow(specifier: string, version: string): boolean {
  if (isPinnedBelow(specifier, version)) return true
  return clausesOf(specifier).some((clause) => {
    const [, operator = '', bound = ''] = /^(<=?|~=|==)\s*([^*\s]+?)(?:\.\*)?$/.exec(clause) ?? []
    if (operator === '~=') return isOlder(nextRelease(bound.split('.').slice(0, -1)), version, true)
    if (operator === '==') return isOlder(nextRelease(bound.split('.')), version, true)
    return operator !== '' && isOlder(bound, version, operator === '<')
  })
}

/** The first release after all that begin with these parts: of `5.6` it is `5.7`. */
function nextRelease(parts: readonly string[]): string {
  return [...parts.slice(0, -1), Number(parts.at(-1)) + 1].join('.')
}

function isOlder(one: string, other: string, orEqual: boolean): boolean {
  const order = compareVersions(one, other)
  return order !== undefined && (orEqual ? order <= 0 : order < 0)
}

/** The specifier with `<limit`, unless it says as much or asks for more. */
export function capBelow(specifier: string, limit: string): string {
  const lower = lowerBoundOf(specifier)
  if (isHeldBelow(specifier, limit) || (lower !== undefined && !isOlder(lower, limit, false)))
    return specifier
  return [...clausesOf(specifier), `<${limit}`].join(',')
}

function clausesOf(specifier: string): readonly string[] {
  return specifier
    .split(',')
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')
}

/** Whether `==` pins a version older than `floor`. */
export function isPinnedBelow(specifier: string, floor: string): boolean {
  const pinned = /^===?\s*([^*,\s]+)$/.exec(specifier.trim())?.[1]
  return pinned !== undefined && (compareVersions(pinned, floor) ?? 0) < 0
}

/** The specifier with its lower bound raised to `floor` where it is below; `raised` tells whether it was. */
export function raiseFloor(
  specifier: string,
  floor: string,
): { readonly specifier: string; readonly raised: boolean } {
  const clauses = clausesOf(specifier)
  if (clauses.length === 0) return { specifier: `>=${floor}`, raised: false }
  if (clauses.some((clause) => clause.startsWith('=='))) return { specifier, raised: false }
  const at = clauses.findIndex((clause) => LOWER_BOUND.test(clause))
  const bound = LOWER_BOUND.exec(clauses[at] ?? '')
  if (!bound) return { specifier: [`>=${floor}`, ...clauses].join(','), raised: false }
  const [, operator, version = ''] = bound
  if ((compareVersions(version, floor) ?? 0) >= 0) return { specifier: clauses.join(','), raised: false }
  const upper = operator === '~=' ? compatibleUpper(version) : []
  return {
    specifier: [`>=${floor}`, ...upper, ...clauses.filter((_, index) => index !== at)].join(','),
    raised: true,
  }
}

/** `~=1.4` also says `==1.*`. */
function compatibleUpper(version: string): readonly string[] {
  const parts = version.split('.').slice(0, -1)
  return parts.length === 0 ? [] : [`==${parts.join('.')}.*`]
}
