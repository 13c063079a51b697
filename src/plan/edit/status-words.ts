/** The words people write for the status of a task, and which of them a document uses. */
import type { TaskStatus } from '../plan.ts'
import { readStatus } from '../prd/status.ts'

/** A status as it stands in a line: an emoji before or behind it belongs to it. */
export interface StatusPhrase {
  readonly status: TaskStatus | undefined
  readonly word: string
  /** Emoji with the blanks between it and the word. */
  readonly lead: string
  readonly trail: string
  /** Marks around the word: `**`, backticks, quotes. */
  readonly open: string
  readonly close: string
  /** Behind the whole. */
  readonly end: number
}

const EMOJI = '(?:\\p{Extended_Pictographic}[\\ufe0f\\u200d\\u{1f3fb}-\\u{1f3ff}]*)+'
const PHRASE = new RegExp(
  `^(${EMOJI}[ \\t]*)?([*_\`"']{0,4})(\\p{L}[\\p{L}\\p{M}_-]{0,40}(?:[ \\t][\\p{L}\\p{M}_-]{1,40}){0,3})`,
  'u',
)
const TAIL = new RegExp(`^([*_\`"']{0,4})([ \\t]*${EMOJI})?`, 'u')

/** Reads the status a text begins with; undefined where it begins with something else. */
export function readPhrase(text: string): StatusPhrase | undefined {
  const head = PHRASE.exec(text)
  if (!head) return undefined
  const [, lead = '', open = '', run = ''] = head
  const word = wordOf(run)
  const at = lead.length + open.length + word.length
  const [tail = '', close = '', trail = ''] = TAIL.exec(text.slice(at, at + 80)) ?? []
  return { status: readStatus(word), word, lead, trail, open, close, end: at + tail.length }
}

/** As few words as say what all of them say. */
function wordOf(run: string): string {
  const status = readStatus(run)
  for (let at = run.search(/[ \t]|$/); at < run.length; at += 1) {
    if (/[ \t]/.test(run.charAt(at)) && status !== undefined && readStatus(run.slice(0, at)) === status)
      return run.slice(0, at)
  }
  return run
}

const PORTUGUESE: Partial<Record<TaskStatus, string>> = {
  pending: 'pendente',
  in_progress: 'em_andamento',
  completed: 'concluída',
}
const SHORT: Partial<Record<TaskStatus, string>> = {
  pending: 'todo',
  in_progress: 'doing',
  completed: 'done',
}
const VOCABULARIES: readonly Partial<Record<TaskStatus, string>>[] = [PORTUGUESE, SHORT]
const BESIDE = [/^(?:pendente|em[_ -]|conclu)/i, /^(?:todo|doing)$/i]

/** The word for a status in the language, case and separator of the word it replaces. */
export function wordFor(status: TaskStatus, old: string): string {
  const index = BESIDE.findIndex((pattern) => pattern.test(old))
  const word = VOCABULARIES[index]?.[status] ?? status
  const isLoud = old.length > 1 && old === old.toUpperCase() && old !== old.toLowerCase()
  const isTitle = /^\p{Lu}/u.test(old)
  const separator = old.includes('-') ? '-' : old.includes(' ') || (isTitle && !old.includes('_')) ? ' ' : '_'
  const spelled = word.replace('_', separator)
  if (isLoud) return spelled.toUpperCase()
  return isTitle ? spelled.charAt(0).toUpperCase() + spelled.slice(1) : spelled
}

/** What a document mostly writes for a status, emoji included; the first of equals. */
export function mostUsed(status: TaskStatus, phrases: readonly StatusPhrase[]): StatusPhrase | undefined {
  const counts = new Map<string, { readonly phrase: StatusPhrase; count: number }>()
  for (const phrase of phrases) {
    if (phrase.status !== status) continue
    const key = `${phrase.lead}|${phrase.word}|${phrase.trail}`
    const known = counts.get(key)
    if (known) known.count += 1
    else counts.set(key, { phrase, count: 1 })
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.phrase
}
