import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import { isSameService } from '../system/names.ts'
import type { Scope } from '../system/system.ts'
import type { WorkItem } from '../system/work-item.ts'
import { COMMAND_CODES } from './codes.ts'
import { nearest, suggest } from './nearest.ts'

interface Written {
  readonly feature: string | undefined
  readonly service: string | undefined
  readonly from: string
  readonly to: string | undefined
}

/** Splits `user-auth:auth-service/4.1-4.3`, `auth.4.2` or `T006-T010`. */
function split(text: string): Written {
  const colon = text.indexOf(':')
  const feature = colon === -1 ? undefined : text.slice(0, colon)
  const rest = text.slice(colon + 1)
  const slash = rest.lastIndexOf('/')
  const dotted = slash === -1 ? /^([A-Za-z][\w-]*)\.(\d[\w.-]*)$/.exec(rest) : null
  const service = slash === -1 ? dotted?.[1] : rest.slice(0, slash)
  const ids = slash === -1 ? (dotted?.[2] ?? rest) : rest.slice(slash + 1)
  const dash = ids.indexOf('-')
  return {
    feature,
    service,
    from: dash === -1 ? ids : ids.slice(0, dash),
    to: dash === -1 ? undefined : ids.slice(dash + 1),
  }
}

/** The numbers of an id: `T014` is [14], `4.10` is [4, 10]; undefined where it is none. */
function numbers(id: string): readonly number[] | undefined {
  if (!/^T?\d{1,9}(\.\d{1,9}){0,4}$/i.test(id)) return undefined
  return id.replace(/^t/i, '').split('.').map(Number)
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** `4` and `4.0` mean task 4 and every subtask of it. */
function groupOf(id: readonly number[]): number | undefined {
  return id.length === 1 || (id.length === 2 && id[1] === 0) ? id[0] : undefined
}

function isMeant(item: WorkItem, written: string): boolean {
  if (item.id === written) return true
  const [wanted, own] = [numbers(written), numbers(item.id)]
  if (!wanted || !own) return false
  if (/^t/i.test(written) !== /^t/i.test(item.id)) return false
  return compare(wanted, own) === 0 || (groupOf(wanted) !== undefined && groupOf(wanted) === own[0])
}

function isWithin(item: WorkItem, from: string, to: string): boolean {
  const [first, last, own] = [numbers(from), numbers(to), numbers(item.id)]
  if (!first || !last || !own) return false
  const end = groupOf(last)
  return compare(own, first) >= 0 && (compare(own, last) <= 0 || (end !== undefined && own[0] === end))
}

function meant(scope: Scope, text: string): readonly WorkItem[] {
  const { feature, service: name, from, to } = split(text)
  const items = scope.items.filter(({ key }) => feature === undefined || isOfFeature(key, feature))
  if (name !== undefined && !isSameService(name, scope.name)) return []
  const exact = items.filter((item) => item.id === from && to === undefined)
  if (exact.length > 0) return exact
  return items.filter((item) => (to === undefined ? isMeant(item, from) : isWithin(item, from, to)))
}

function isOfFeature(key: string, feature: string): boolean {
  const slug = key.slice(0, key.indexOf(':'))
  return feature === slug || feature === `prd-${slug}`
}

/**
 * The leaf tasks that written ids mean, in the plan's order; every task that is not excluded where none is
 * written. An id that means nothing, or only excluded tasks, is an error among the diagnostics.
 */
export function selectTasks(
  scope: Scope,
  written: readonly string[],
  diagnostics: Diagnostics,
): readonly WorkItem[] {
  const texts = written
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '')
  if (texts.length === 0) return scope.items.filter((item) => !item.excluded)
  const chosen = new Set<WorkItem>()
  for (const text of texts) {
    const items = meant(scope, text)
    for (const item of items) if (!item.excluded) chosen.add(item)
    if (items.length === 0) reportUnknown(scope, text, diagnostics)
    else if (items.every((item) => item.excluded)) reportExcluded(items, text, diagnostics)
  }
  return scope.items.filter((item) => chosen.has(item))
}

function reportUnknown(scope: Scope, text: string, diagnostics: Diagnostics): void {
  const ids = scope.items.map((item) => item.id)
  const range = ids.length === 0 ? 'it has no tasks' : `it has ${ids[0]} to ${ids.at(-1)}`
  const near = nearest(split(text).from, ids)
  diagnostics.add(
    diagnostic(COMMAND_CODES, 'command/unknown-task', {
      message: `\`${scope.name}\` has no task \`${text}\`: ${range}`,
      hint: suggest(near, 'see `taskplan list`'),
    }),
  )
}

function reportExcluded(items: readonly WorkItem[], text: string, diagnostics: Diagnostics): void {
  diagnostics.add(
    diagnostic(COMMAND_CODES, 'command/excluded-task', {
      message: `the plan excludes \`${text}\``,
      location: items[0]?.origin,
      hint: 'change its status in the plan',
    }),
  )
}
