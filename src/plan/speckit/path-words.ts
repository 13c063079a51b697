/** Words of a line that may be paths: what stands in backticks, and every word outside. */
import type { TextSpan } from '../../text/blocks.ts'

export interface Word extends TextSpan {
  /** In backticks. */
  readonly quoted: boolean
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

export function pathWords(span: TextSpan): readonly Word[] {
  const words: Word[] = []
  let at = 0
  while (at < span.text.length) {
    const open = span.text.indexOf('`', at)
    const close = open === -1 ? -1 : span.text.indexOf('`', open + 1)
    const end = close === -1 ? span.text.length : open
    words.push(...split(span, { from: at, to: end, quoted: false }))
    if (close === -1) break
    const inside = span.text.slice(open + 1, close)
    if (!isCommand(inside)) words.push(...split(span, { from: open + 1, to: close, quoted: true }))
    at = close + 1
  }
  return words
}

function isCommand(text: string): boolean {
  const space = text.indexOf(' ')
  return space !== -1 && (COMMANDS.has(text.slice(0, space)) || text.startsWith('./scripts/'))
}

interface Part {
  readonly from: number
  readonly to: number
  readonly quoted: boolean
}

/** Cut at blanks, at commas outside of braces, and at what is no ASCII: a particle or an arrow. */
function split(span: TextSpan, { from, to, quoted }: Part): Word[] {
  const words: Word[] = []
  let start = from
  let braces = 0
  for (let at = from; at <= to; at += 1) {
    const char = at === to ? ' ' : span.text.charAt(at)
    if (char === '{') braces += 1
    if (char === '}' && braces > 0) braces -= 1
    const isBlank = char === ' ' || char === '\t'
    if (isBlank) braces = 0
    if (!isBlank && char <= '\u007f' && !';"|<>'.includes(char) && (char !== ',' || braces > 0)) continue
    const word = trim(span, start, at)
    if (word.text !== '') words.push({ ...word, quoted })
    start = at + 1
  }
  return words
}

const LONGEST = 500
/** More marks around a word than this are no punctuation. */
const MARKS = 16
const OPENERS = '(\'*_"[{~'
const CLOSERS = ')\'*".,;:!?]}~'
const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

function trim(span: TextSpan, from: number, to: number): TextSpan {
  const link = span.text.slice(from, to).indexOf('](')
  let start = link === -1 ? from : from + link + 2
  let end = to
  for (let marks = 0; marks < MARKS; marks += 1) {
    const text = span.text.slice(start, end)
    const last = text.charAt(text.length - 1)
    const first = text.charAt(0)
    if (text.length > LONGEST) break
    const opener = PAIRS[last]
    if (last === '*' && text.includes('/*')) break
    if (last !== '' && CLOSERS.includes(last) && (opener === undefined || unpaired(text, opener, last)))
      end -= 1
    else if (first !== '' && OPENERS.includes(first) && !startsName(text)) start += 1
    else if (text.endsWith("'s")) end -= 2
    else return { text, start: span.start + start, end: span.start + end }
  }
  return { text: '', start, end }
}

/** `[id]/page.tsx`, `(auth)/login.tsx`, `__init__.py` keep their first character. */
function startsName(text: string): boolean {
  if (text.startsWith('_')) return true
  const close = { '[': ']', '(': ')', '{': '}' }[text.charAt(0)]
  return close !== undefined && text.includes(`${close}/`)
}

function unpaired(text: string, opener: string, closer: string): boolean {
  let open = 0
  for (const char of text) {
    if (char === opener) open += 1
    else if (char === closer) open -= 1
  }
  return open < 0
}
