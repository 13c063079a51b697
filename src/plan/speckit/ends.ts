/** The ends of a dependency in a piece of text. */
import type { DependencyEnd, Phase } from '../plan.ts'
import type { Names } from './names.ts'
import { HIGHEST_ID, LAST_ID, TASK_ID } from './task-id.ts'
import { STORY_WORDS, toEnd, wordEnds } from './word-ends.ts'

const TO = '[ \\t]{0,2}(?:-|–|—|~|～|to|through|から)[ \\t]{0,2}'
const TASKS = new RegExp(`(?<![\\w-])(${TASK_ID})(?:${TO}(${LAST_ID}[a-z]?)(?![\\w.])|(\\+)|(?!\\w))`, 'g')
const STORIES =
  /(?<![\w-])(?:US[ -]?|user stor(?:y|ies)[ \t]{1,2}#?|stor(?:y|ies)[ \t]{1,2}#?|(?:사용자 )?스토리[ \t]?|用户故事[ \t]?|ユーザーストーリー[ \t]?)(\d{1,3})(?![\d.])(?:[ \t]{0,2}(?:-|–|—|~|to)[ \t]{0,2}(?:US[ -]?)?(\d{1,3})(?!\d))?((?:[ \t]{0,2}(?:,|and|&|和|와|и)[ \t]{0,2}\d{1,3}(?!\d)){0,20})/giu
const PHASES =
  /(?:phases?|фаз[аыуе]?|阶段|フェーズ|단계|fases?)[ \t]{0,2}(\d{1,3}(?:\.\d{1,3})?[a-z]?|[A-Z](?!\w))(?![\w])(?:[ \t]{0,2}(?:-|–|—|~|to)[ \t]{0,2}(?:phase[ \t])?(\d{1,3}(?:\.\d{1,3})?)(?![\w.]))?(\+)?((?:[ \t]{0,2}(?:,|and|&|\+|和|и)[ \t]{0,2}\d{1,3}(?:\.\d{1,3})?(?![\w])){0,20})/giu

/** Ids, phases and stories by number, in the order of their kinds. */
function explicitEnds(text: string, names: Names, whole: string): readonly DependencyEnd[] {
  const ends: DependencyEnd[] = []
  if (!/\d|phases?[ \t]|фаз|阶段|フェーズ|단계|fases?/i.test(text)) return ends
  for (const [, first, last, open] of text.matchAll(TASKS)) {
    if (first === undefined) continue
    if (open === undefined && last === undefined) ends.push(names.task(first))
    else for (const end of names.range(first, last ?? HIGHEST_ID)) ends.push(end)
  }
  for (const match of text.matchAll(STORIES)) {
    const numbers = between(match[1], match[2], match[3])
    ends.push(...numbers.map((number) => ({ kind: 'story' as const, id: `US${number}` })))
  }
  for (const match of text.matchAll(PHASES)) for (const end of phaseEnds(match, names, whole)) ends.push(end)
  for (const label of text.matchAll(/\b[a-z]{2}\d{1,2}[a-z]\d{1,2}\b/g))
    for (const end of names.group(label[0])) ends.push(end)
  return ends
}

/** `Phase 3+`; of `User Stories (Phase 3+)` the last phase is none. */
function phaseEnds(
  match: RegExpExecArray,
  { phases, spend }: Names,
  whole: string,
): readonly DependencyEnd[] {
  if (!spend(phases.length)) return []
  const [, first = '', last, open, more] = match
  const wanted = [first, ...(more?.match(/[\d.]+/g) ?? [])]
  const found = phases.filter(({ id, kind }) => {
    if (wanted.some((number) => number.toLowerCase() === id.toLowerCase())) return true
    if (open === undefined && last === undefined) return false
    const isWithin = isAtLeast(id, first) && (last === undefined || isAtLeast(last, id))
    return isWithin && !(open !== undefined && kind === 'polish' && STORY_WORDS.test(whole))
  })
  return found.map(toEnd)
}

/** `3.10` comes behind `3.9`. */
function isAtLeast(id: string, least: string): boolean {
  const [major = Number.NaN, minor = 0] = id.split('.').map(Number)
  const [leastMajor = Number.NaN, leastMinor = 0] = least.split('.').map(Number)
  return major > leastMajor || (major === leastMajor && minor >= leastMinor)
}

function between(first: string | undefined, last: string | undefined, more = ''): readonly number[] {
  const from = Number(first)
  const to = last === undefined ? from : Math.min(Number(last), from + 99)
  const run = Array.from({ length: Math.max(1, to - from + 1) }, (_, index) => from + index)
  return [...run, ...(more.match(/\d+/g) ?? []).map(Number)]
}

/** One side of a statement. What stands in parentheses counts only where nothing else does, or tells it apart. */
export function endsOf(text: string, names: Names, own: Phase | undefined): readonly DependencyEnd[] {
  const { outside, inside } = splitParentheses(text)
  const plain = explicitEnds(outside, names, text)
  if (!names.spend(plain.length + names.phases.length)) return []
  if (plain.length > 0) return withoutStoriesOf(unique(plain), names)
  const inner = explicitEnds(inside, names, text)
  const words = wordEnds(outside, names, own)
  const isTelling = inner.some(({ kind }) => kind !== 'story') || words.length === 0
  return names.spend(words.length) ? unique(isTelling && inner.length > 0 ? inner : words) : []
}

/** `Phase 4: US2` is the phase: a story may have tasks elsewhere. */
function withoutStoriesOf(ends: readonly DependencyEnd[], { phases }: Names): readonly DependencyEnd[] {
  if (!ends.some(({ kind }) => kind === 'phase') || !ends.some(({ kind }) => kind === 'story')) return ends
  const named = new Set(ends.flatMap(({ kind, id }) => (kind === 'phase' ? [id] : [])))
  const told = new Set(phases.flatMap(({ id, story }) => (named.has(id) ? (story ?? []) : [])))
  return ends.filter(({ kind, id }) => kind !== 'story' || !told.has(id))
}

function unique(ends: readonly DependencyEnd[]): readonly DependencyEnd[] {
  if (ends.length < 2) return ends
  return [...new Map(ends.map((end) => [`${end.kind} ${end.id}`, end])).values()]
}

function splitParentheses(text: string): { readonly outside: string; readonly inside: string } {
  if (!/[()（）]/.test(text)) return { outside: text, inside: '' }
  let outside = ''
  let inside = ''
  let depth = 0
  for (const char of text) {
    if (char === ')' || char === '）') depth = Math.max(0, depth - 1)
    if (depth === 0) outside += char
    else inside += char
    if (char === '(' || char === '（') inside += ' '
    if (char === '(' || char === '（') depth += 1
  }
  return { outside, inside }
}
