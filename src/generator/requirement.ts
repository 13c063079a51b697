/** Version specifiers of packages. */
import { compareVersions } from '../plan/beside/pep440.ts'

const LOWER_BOUND = /^(>=|~=|>)\s*(.+)$/

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
  const clauses = specifier
    .split(',')
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')
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
