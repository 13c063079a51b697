/** Words of a line that may be paths: what stands in backticks, and every word outside. */
import type { TextSpan } from '../../text/blocks.ts'
import { isFileByName } from './path-shape.ts'

export interface Word extends TextSpan {
  /** Behind `GET` and the like: a route. */
  readonly isRoute: boolean
}

/** A quoted text that starts with one of these is a command, and what follows are its arguments. */
const COMMANDS = new Set(
  `npm npx pnpm yarn bun node deno cd ls mkdir touch rm cp mv cat grep rg find curl wget pytest python python3 pip
  pip3 uv uvx poetry pipx ruff mypy black alembic uvicorn go cargo rustc docker docker-compose podman kubectl helm git
  gh make cmake bash sh chmod source export flutter dart gradle ./gradlew mvn tsc vitest jest eslint prettier biome
  playwright turbo nx dotnet swift xcodebuild pod terraform psql redis-cli sqlite3 act time k6 locust`.split(
    /\s+/,
  ),
)
const VERBS = new Set('GET POST PUT PATCH DELETE HEAD OPTIONS WS WEBSOCKET'.split(' '))

/** What a letter says about its word, as bits. */
const LETTER = 0
/** A word without one of these is a path only if its whole text is known as one: `Makefile`. */
const TELLING = 1
/** May stand around a word. */
const AROUND = 2
const LINK = 4
const OPEN = 8
const CLOSE = 16
const COMMA = 32
const CUT = 64
const BLANK = 128

const KINDS = kindsOfAscii()

function kindsOfAscii(): Uint8Array {
  const kinds = new Uint8Array(128)
  const mark = (letters: string, kind: number): void => {
    for (const letter of letters) kinds[letter.charCodeAt(0)] = (kinds[letter.charCodeAt(0)] ?? 0) | kind
  }
  mark(`/.\\{:#`, TELLING)
  mark(`('*_"[{~).,;:!?]}`, AROUND)
  mark(']', LINK)
  mark('{', OPEN)
  mark('}', CLOSE)
  mark(',', COMMA)
  mark(';"|<>', CUT)
  mark(' \t', BLANK)
  return kinds
}

/** Words that may be paths by their letters; which of them are is for `shapeOf` to say. */
export function pathWords(span: TextSpan): readonly Word[] {
  const found: Found = { span, words: [], isRoute: false }
  const { text } = span
  let at = 0
  while (at < text.length) {
    const open = text.indexOf('`', at)
    const close = open === -1 ? -1 : text.indexOf('`', open + 1)
    split(found, at, close === -1 ? text.length : open)
    if (close === -1) break
    if (!isCommand(text, open + 1, close)) split(found, open + 1, close)
    at = close + 1
  }
  return found.words
}

const LONGEST_COMMAND = 16

function isCommand(text: string, from: number, to: number): boolean {
  const start = text.slice(from, Math.min(to, from + LONGEST_COMMAND))
  const space = start.indexOf(' ')
  return (
    (space !== -1 && COMMANDS.has(start.slice(0, space))) ||
    (start.startsWith('./scripts/') && text.slice(from, to).includes(' '))
  )
}

interface Found {
  readonly span: TextSpan
  readonly words: Word[]
  /** Whether the last word is a verb. */
  isRoute: boolean
}

/** Cut at blanks, at commas outside of braces, and at what is no ASCII: a particle or an arrow. */
function split(found: Found, from: number, to: number): void {
  const { text } = found.span
  let start = from
  let braces = 0
  let seen = LETTER
  for (let at = from; at <= to; at += 1) {
    const unit = at === to ? 0x20 : text.charCodeAt(at)
    const kind = unit < 128 ? (KINDS[unit] ?? LETTER) : CUT
    if (kind === LETTER) continue
    if (kind & OPEN) braces += 1
    else if (kind & CLOSE && braces > 0) braces -= 1
    if (kind & BLANK) braces = 0
    if (!(kind & (CUT | BLANK)) && (!(kind & COMMA) || braces > 0)) {
      seen |= kind
      continue
    }
    if (at > start) takeWord(found, { start, end: at, seen })
    start = at + 1
    seen = LETTER
  }
}

interface Part {
  readonly start: number
  readonly end: number
  /** The kinds of its letters. */
  readonly seen: number
}

/** Longest of the words that are known by their whole text. */
const LONGEST_NAME = 20
const LONGEST = 500

function takeWord(found: Found, part: Part): void {
  const { span } = found
  const isPlain = (part.seen & (TELLING | AROUND)) === 0
  if (isPlain && part.end - part.start > LONGEST) return
  if (isPlain && part.end - part.start > LONGEST_NAME) {
    found.isRoute = false
    return
  }
  const { start, end } = isPlain && !span.text.startsWith("'", part.end - 2) ? part : trim(span.text, part)
  if (start >= end) return
  const { isRoute } = found
  const text = span.text.slice(start, end)
  found.isRoute = VERBS.has(text)
  if (part.seen & TELLING || isFileByName(text))
    found.words.push({ text, start: span.start + start, end: span.start + end, isRoute })
}

/** More marks around a word than this are no punctuation. */
const MARKS = 16
const OPENERS = '(\'*_"[{~'
const CLOSERS = ')\'*".,;:!?]}~'
const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

interface Trimmed {
  readonly start: number
  readonly end: number
}

/** `*_test.go`, `*.md`: not one file. */
const GLOB = /^\*[._-]/

const NOTHING: Trimmed = { start: 0, end: 0 }

function trim(text: string, part: Part): Trimmed {
  if (GLOB.test(text.slice(part.start, Math.min(part.end, part.start + 2))) && text[part.end - 1] !== '*')
    return NOTHING
  const link = part.seen & LINK ? text.slice(part.start, part.end).indexOf('](') : -1
  let start = link === -1 ? part.start : part.start + link + 2
  let { end } = part
  for (let marks = 0; marks < MARKS; marks += 1) {
    if (end - start > LONGEST) return NOTHING
    if (start >= end) return NOTHING
    const last = text.charAt(end - 1)
    const first = text.charAt(start)
    if (last === '*' && text.slice(start, end).includes('/*')) return NOTHING
    if (CLOSERS.includes(last) && !isPaired(text.slice(start, end), last)) end -= 1
    else if (OPENERS.includes(first) && !startsName(text.slice(start, end))) start += 1
    else if (last === 's' && end - start > 1 && text.charAt(end - 2) === "'") end -= 2
    else return { start, end }
  }
  return NOTHING
}

/** `[id]/page.tsx`, `(auth)/login.tsx`, `__init__.py` keep their first character. */
function startsName(text: string): boolean {
  if (text.startsWith('_')) return true
  const close = { '[': ']', '(': ')', '{': '}' }[text.charAt(0)]
  return close !== undefined && text.includes(`${close}/`)
}

/** Whether a bracket at the end belongs to one in the text. */
function isPaired(text: string, closer: string): boolean {
  const opener = PAIRS[closer]
  if (opener === undefined) return false
  let open = 0
  for (const char of text) {
    if (char === opener) open += 1
    else if (char === closer) open -= 1
  }
  return open >= 0
}
