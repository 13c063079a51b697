/** Which files of one service a set of scaffolded tasks brings. */
import type { FileSpec } from '../generator/index.ts'
import { roleKey } from '../system/layout.ts'
import { SHARED } from '../system/shared-items.ts'
import { groupBy } from './group-by.ts'

/**
 * Files with a scaffolded owner and the required ones, then, until nothing is added: what they cannot run
 * without and what follows them. Empty when no task of the service is scaffolded; what services share starts with any.
 */
export function selectFiles(
  specs: readonly FileSpec[],
  scaffolded: ReadonlySet<string>,
): readonly FileSpec[] {
  const scope = specs[0]?.scope
  const isScaffolded = (key: string) => scaffolded.has(key)
  const isStarted =
    scope?.name === SHARED ? scaffolded.size > 0 : scope?.items.some(({ key }) => isScaffolded(key))
  if (!isStarted) return []
  const byRole = groupBy(specs, (spec) => roleKey(spec.ref))
  const followers = new Map<string, FileSpec[]>()
  for (const spec of specs) {
    for (const ref of spec.follows) {
      const key = roleKey(ref)
      followers.set(key, [...(followers.get(key) ?? []), spec])
    }
  }
  const chosen = new Set<FileSpec>()
  const queue = specs.filter((spec) => spec.required || spec.owners.some(isScaffolded))
  for (let spec = queue.pop(); spec; spec = queue.pop()) {
    if (chosen.has(spec)) continue
    chosen.add(spec)
    queue.push(...spec.requires.flatMap((ref) => byRole.get(roleKey(ref)) ?? []))
    queue.push(...(followers.get(roleKey(spec.ref)) ?? []))
  }
  return specs.filter((spec) => chosen.has(spec))
}
