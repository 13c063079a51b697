/** The ends of a dependency in a piece of text. */
import type { DependencyEnd, Phase } from '../plan.ts'
import type { Names } from './names.ts'
import { HIGHEST_ID, LAST_ID, TASK_ID } from './task-id.ts'
import { toEnd, wordEnds } from './word-ends.ts'

const TO = '[ \\t]{0,2}(?:-|–|—|~|～|to|through|から)[ \\t]{0,2}'
const TASKS = new RegExp(`(?<![\\w-])(${TASK_ID})(?:${TO}(${LAST_ID}[a-z]?)(?![\\w.])|(\\+)|(?!\\w))`, 'g')
const STORIES =
  /(?<![\w-])(?:US[ -]?|user stor(?:y|ies)[ \t]{1,2}#?|stor(?:y|ies)[ \t]{1,2}#?|(?:사용자 )?스토리[ \t]?|用户故事[ \t]?|ユーザーストーリー[ \t]?)(\d{1,3})(?![\d.])(?:[ \t]{0,2}(?:-|–|—|~|to)[ \t]{0,2}(?:US[ -]?)?(\d{1,3})(?!\d))?((?:[ \t]{0,2}(?:,|and|&|和|와|и)[ \t]{0,2}\d{1,3}(?!\d)){0,20})/giu
const PHASES =
  /(?:phases?|фаз[аыуе]?|阶段|フェーズ|단계|fases?)[ \t]{0,2}(\d{1,3}(?:\.\d{1,3})?[a-z]?|[A-Z](?!\w))(?![\w])(?:[ \t]{0,2}(?:-|–|—|~|to)[ \t]{0,2}(?:phase[ \t])?(\d{1,3}(?:\.\d{1,3})?)(?![\w.]))?(\+)?((?:[ \t]{0,2}(?:,|and|&|\+|和|и)[ \t]{0,2}\d{1,3}(?:\.\d{1,3})?(?![\w])){0,20})/giu

/** Ids, phases and stories by number, in the order of their kinds. */
function explicitEnds(text: string, names: Names): readonly DependencyEnd[] {
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
  for (const match of text.matchAll(PHASES)) for (const end of phaseEnds(match, names)) ends.push(end)
  for (const label of text.matchAll(/\b[a-z]{2}\d{1,2}[a-z]\d{1,2}\b/g))
    for (const end of names.group(label[0])) ends.push(end)
  return ends
}

function phaseEnds(match: RegExpExecArray, { phases, spend }: Names): readonly DependencyEnd[] {
  if (!spend(phases.length)) return []
  const [, first, last, open, more] = match
  const wanted = [first, ...(more?.match(/[\d.]+/g) ?? [])]
  const found = phases.filter(({ id, kind }) => {
    if (wanted.some((number) => number?.toLowerCase() === id.toLowerCase())) return true
    const at = Number(id)
    if (open !== undefined) return at >= Number(first) && kind !== 'polish'
    return last !== undefined && at >= Number(first) && at <= Number(last)
  })
  return found.map(toEnd)
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
  const plain = explicitEnds(outside, names)
  if (!names.spend(plain.length + names.phases.length)) return []
  if (plain.length > 0) return unique(plain)
  const inner = explicitEnds(inside, names)
  const words = wordEnds(outside, names, own)
  const isTelling = inner.some(({ kind }) => kind !== 'story') || words.length === 0
  return names.spend(words.length) ? unique(isTelling && inner.length > 0 ? inner : words) : []
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
