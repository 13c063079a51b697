/** One line of prose as statements: who waits for whom, by the words between the names. */
import type { DependencyEnd, Phase } from '../plan.ts'
import { endsOf } from './ends.ts'
import type { Names } from './names.ts'

export interface Pair {
  readonly waiting: readonly DependencyEnd[]
  readonly on: readonly DependencyEnd[]
}

/** `after`: left waits for right; `before`: right waits for left; `behind`: what waits stands left of what it waits for. */
type Relation = 'after' | 'before' | 'behind' | 'blocked'

const RELATIONS: readonly (readonly [Relation, string])[] = [
  [
    'behind',
    '완료 후|완료한 후|완료된 후|이후에?|完成后|完成之后|之后|完了後|の後に?|に依存|에 의존(?!하지)',
  ],
  ['blocked', '를 차단|을 차단|구현 전|시작 전|착수 전|(?:모두|전체) 차단|전체 User Story BLOCK'],
  [
    'after',
    'depends? (?:only )?on|dependent on|requires?|only after|after|once|needs?|waits? (?:for|on)|blocked by|until|only if|follows|prerequisites?[:：]|зависит от|зависят от|после(?: завершения)?|до завершения|依赖(?:于)?|depende(?:m)? de|após|depois de',
  ],
  [
    'before',
    '[─━—-]{0,40}[→►▶⟶➜➔]|[-=]{1,3}>|before|blocks?|blocking|prerequisites? (?:for|of|to)|precedes?|блокирует|блокируют|блокирующая|required by|阻塞|之前|完了前|完成前|완료되기 전|완료 전|antes de|bloqueia',
  ],
]
const WORD = new RegExp(RELATIONS.map(([, words]) => `(${boundary(words)})`).join('|'), 'giu')

const SEQUENTIAL =
  /(?<!\bcan (?:run |be )?)sequential(?!ly if)|one after (?:the other|another)|순차|顺序执行|последовательн/i

const FIRST = /(T-?\d{1,7}[a-z]?)[ \t]*(?:must (?:be|come|go) )?(?:first|먼저|优先|先行?)[ \t.]*$/i

/** Without one of these a line says nothing about order, and most lines have none. */
const ANY_WORD = new RegExp([WORD, SEQUENTIAL, FIRST].map(({ source }) => source).join('|'), 'iu')

function boundary(words: string): string {
  return words.replace(/(^|\|)([a-zа-я][^|]*)/gi, '$1(?<![\\p{L}\\p{N}])$2(?![\\p{L}\\p{N}])')
}

/** From here on a clause speaks of what may happen at one time. */
const BESIDE =
  /(?:in )?parallel with|paralleli[sz]e with|independent(?:ly)? (?:of|from)|alongside|no dependenc(?:y|ies)|without |независим|параллел\p{L}* с |독립|없이/iu
const BREAKS =
  /;|。|\.(?=\s|$)|[ \t](?:—|–|-)[ \t]|,[ \t](?=(?:may|can|и|но|мож|and then|but)\b|T\d{1,7}[a-z]?(?:[-–]T?\d{1,7})?[ \t](?:depends?|requires?|blocks?|needs?|waits?)\b)|[（(](?=(?:depends|requires|after|needs)\b)/giu

export interface Line {
  readonly text: string
  readonly names: Names
  /** The phase the line stands in. */
  readonly own?: Phase | undefined
  /** Whether a statement without a subject is about that phase. */
  readonly aboutOwn?: boolean
}

/** Units of a line that are read: a longer one is no sentence. */
const LONGEST = 4000

/** What a line says; nothing where one of the two sides has no name. */
export function readClauses(line: Line): readonly Pair[] {
  const text = line.text.slice(0, LONGEST).replace(/[*`]/g, '')
  if (!ANY_WORD.test(text)) return []
  const { label, rest } = splitLabel(text)
  const subject = label === '' || line.aboutOwn ? [] : endsOf(label, line.names, line.own)
  const whole = subject.length > 0 ? rest : PHASE_ORDER.test(text) ? withPhases(text) : text
  const found: Pair[] = [...firstOf(rest, subject, line)]
  let before = subject
  for (const clause of whole.split(BREAKS)) {
    const { pairs, left } = readClause(clause, before, line)
    found.push(...pairs)
    if ((before.length === 0 || isList(clause)) && !line.aboutOwn) before = left
  }
  return withoutCircles(found, line.names.phases)
}

/** `Phase 1: depends on Phase 0 - blocks all other phases`: the others are those behind. */
function withoutCircles(pairs: readonly Pair[], phases: readonly Phase[]): readonly Pair[] {
  if (pairs.length < 2) return pairs
  const placeOf = ({ kind, id }: DependencyEnd) =>
    kind === 'phase' ? phases.findIndex((phase) => phase.id === id) : -1
  return pairs.flatMap((pair, index) => {
    if (pair.waiting.length < 2) return [pair]
    const earlier = pairs.slice(0, index).filter(({ waiting }) => isSame(waiting, pair.on))
    const last = Math.max(-1, ...earlier.flatMap(({ on }) => on.map(placeOf)))
    const waiting =
      last === -1 ? pair.waiting : pair.waiting.filter((end) => end.kind !== 'phase' || placeOf(end) > last)
    return waiting.length > 0 ? [{ ...pair, waiting }] : []
  })
}

const isSame = (ends: readonly DependencyEnd[], others: readonly DependencyEnd[]): boolean =>
  ends.length === 1 &&
  others.length === 1 &&
  ends[0]?.kind === others[0]?.kind &&
  ends[0]?.id === others[0]?.id

/** `Phase Order: 3.1 → 3.2 → 3.3`. */
const PHASE_ORDER = /^[^:：]{0,40}\bphases?\b[^:：]{0,40}[:：][\d\s.,→>-]{5,}$/i

function withPhases(text: string): string {
  return text.replace(/\d{1,3}(?:\.\d{1,3})?/g, 'Phase $&')
}

/** `T003, T004, T007`: what the list names is what the rest of the line is about. */
function isList(clause: string): boolean {
  if (!/^[ \t]*T-?\d/.test(clause)) return false
  const rest = clause.replace(/T-?\d{1,7}[a-z]?|\band\b/g, '')
  return rest.length < clause.length && !/[\p{L}\p{N}]/u.test(rest)
}

/** `T013 + T014: T013 first`. */
function firstOf(rest: string, subject: readonly DependencyEnd[], { names, own }: Line): readonly Pair[] {
  const match = subject.length > 1 ? FIRST.exec(rest) : null
  const on = match ? endsOf(match[1] ?? '', names, own) : []
  const waiting = subject.filter(({ id }) => id !== on[0]?.id)
  return on.length > 0 && waiting.length < subject.length ? [{ waiting, on }] : []
}

const ENDS_IN_RELATION = /(?:requires?|depends? on|needs?|after|before|blocks?|waits? (?:for|on))[ \t]*$/i

/** `Setup (Phase 1): …`; the label is empty where the colon belongs to the text. */
function splitLabel(text: string): { readonly label: string; readonly rest: string } {
  const colon = text.search(/[:：](?=\s)/)
  if (colon === -1 || colon > 120 || ENDS_IN_RELATION.test(text.slice(0, colon)))
    return { label: '', rest: text }
  return { label: text.slice(0, colon), rest: text.slice(colon + 1) }
}

interface Read {
  readonly pairs: readonly Pair[]
  /** What the clause is about. */
  readonly left: readonly DependencyEnd[]
}

function readClause(clause: string, subject: readonly DependencyEnd[], line: Line): Read {
  const beside = clause.search(BESIDE)
  const text = beside === -1 ? clause : clause.slice(0, beside)
  const words = wordsOf(text)
  const texts = cut(text, words)
  const parts = texts.map((part) => endsOf(part, line.names, line.own))
  const left = parts[0] ?? []
  if (words.length === 0) return { pairs: sequence(text, left), left }
  const pairs = words.flatMap((word, index): Pair[] => {
    const relation = relationOf(word)
    const own = line.own && line.aboutOwn ? [{ kind: 'phase' as const, id: line.own.id }] : []
    const isGoingOn = index > 0 && GOES_ON.test(text.slice(0, word.index))
    const isAbout = index === 0 && isExplicit(subject) && !isExplicit(left)
    const named = isAbout ? subject : isGoingOn ? [] : (parts[index] ?? [])
    const first = [named, index === 0 ? [] : left, subject, own].find(isNamed) ?? []
    const right = parts[index + 1] ?? []
    const opening = index === 0 && relation === 'after' ? opened(text, word, line) : undefined
    if (opening) return [opening]
    if (relation === 'behind' || relation === 'blocked') {
      return behind(text.slice(index === 0 ? 0 : startOf(words[index - 1]), word.index), relation, {
        subject: isNamed(subject) || relation === 'blocked' ? subject : right,
        line,
      })
    }
    if (relation === 'after' && PRECEDING.test(texts[index + 1] ?? ''))
      return [{ waiting: first, on: preceding(right, first, line.names) }]
    return relation === 'after' ? [{ waiting: first, on: right }] : [{ waiting: right, on: first }]
  })
  return { pairs: pairs.filter(({ waiting, on }) => isNamed(waiting) && isNamed(on)), left }
}

const PRECEDING = /\b(?:previous|prior|earlier|preceding)\b/i

/** Of all phases those before the one that waits. */
function preceding(
  phases: readonly DependencyEnd[],
  waiting: readonly DependencyEnd[],
  names: Names,
): readonly DependencyEnd[] {
  const [first] = waiting
  if (first?.kind !== 'phase' || phases.some(({ kind }) => kind !== 'phase')) return phases
  const ids = names.phases.map(({ id }) => id)
  const before = new Set(ids.slice(0, ids.indexOf(first.id)))
  return phases.filter(({ id }) => before.has(id))
}

/** What stands in parentheses explains: its words count only where there are no others. */
function wordsOf(text: string): readonly RegExpExecArray[] {
  const outside = text.replace(/[（(][^()（）]*[)）]/g, (inside) => ' '.repeat(inside.length))
  const words = [...outside.matchAll(WORD)]
  // `→ Independent (can start after Phase 2)`: the arrow leads to no name.
  if (ARROW_TO_NONE.test(outside)) return [...text.matchAll(WORD)].filter((word) => !/[→►▶>]/.test(word[0]))
  // An arrow beside a verb of the language only leads on to it.
  if (words.some((word) => relationOf(word) === 'blocked'))
    return words.filter((word) => !/[→►▶]/.test(word[0]))
  return words.length > 0 || outside === text || SEQUENTIAL.test(outside) ? words : [...text.matchAll(WORD)]
}

/** `After T008 is done, T009 and T010 …`: the comma parts what waits from what it waits for. */
function opened(text: string, word: RegExpExecArray, line: Line): Pair | undefined {
  if (text.slice(0, word.index).trim() !== '') return undefined
  const rest = text.slice(word.index + word[0].length)
  const first = rest.search(/,[ \t]/)
  if (first === -1 || !/(?:is|are|be|has|have)[ \t]|complete|done|finish/i.test(rest.slice(0, first)))
    return undefined
  const on = endsOf(rest.slice(0, first), line.names, line.own)
  const waiting = endsOf(rest.slice(first), line.names, line.own)
  return isExplicit(on) && isExplicit(waiting) ? { waiting, on } : undefined
}

/** `… and blocks B`: still about what the clause began with. */
const GOES_ON = /(?:[ \t](?:and|then)|,)[ \t]*$/i

const isExplicit = (ends: readonly DependencyEnd[]): boolean => ends.some(({ kind }) => kind === 'task')
const isNamed = (ends: readonly DependencyEnd[]): boolean => ends.length > 0

function cut(text: string, words: readonly RegExpExecArray[]): readonly string[] {
  const starts = [0, ...words.map(({ index, 0: word }) => index + word.length)]
  return starts.map((start, index) => text.slice(start, words[index]?.index ?? text.length))
}

const startOf = (word: RegExpExecArray | undefined): number => (word ? word.index + word[0].length : 0)

function relationOf(word: RegExpExecArray): Relation {
  const group = word.slice(1).findIndex((part) => part !== undefined)
  return RELATIONS[group]?.[0] ?? 'after'
}

const TOPIC = /(?:는|은|が|は)[ \t]|在(?=[ \t]?(?:Phase|US|T\d))/u

/** `A는 B 완료 후`: the names stand before the word. */
function behind(
  text: string,
  relation: Relation,
  { subject, line }: { readonly subject: readonly DependencyEnd[]; readonly line: Line },
): Pair[] {
  const topic = TOPIC.exec(text)
  const [first, second] = topic
    ? [text.slice(0, topic.index), text.slice(topic.index + topic[0].length)]
    : ['', text]
  const ends = endsOf(second, line.names, line.own)
  const named = endsOf(first, line.names, line.own)
  const about = named.length > 0 ? named : subject
  return relation === 'behind' ? [{ waiting: about, on: ends }] : [{ waiting: ends, on: about }]
}

const ARROW_TO_NONE = /(?:[→►▶]|->)[ \t]{0,9}independent(?:ly)?[ \t]*$/i

/** `T019-T021 are sequential`. */
function sequence(text: string, ends: readonly DependencyEnd[]): readonly Pair[] {
  if (!SEQUENTIAL.test(text)) return []
  if (ends.length > 200 || ends.some(({ kind }) => kind !== 'task')) return []
  return ends.slice(1).map((end, index) => ({ waiting: [end], on: ends.slice(index, index + 1) }))
}
