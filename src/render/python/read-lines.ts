/** Python text → logical lines of tokens. Linear, and never fails: what cannot be read is kept as it stands. */

export type TokenKind = 'name' | 'number' | 'string' | 'op'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
  /** Whether white space stands before it. */
  readonly space: boolean
}

export interface LogicalLine {
  /** `fixed` is code whose layout is not ours: strings over several lines, comments inside brackets but one of an import. */
  readonly kind: 'code' | 'comment' | 'fixed'
  /** Columns. */
  readonly indent: number
  /** Without the indentation and the final newline; a comment line with its `#`. */
  readonly text: string
  /** Empty for comment lines. */
  readonly tokens: readonly Token[]
  /** Trailing comment with its `#`, or an empty string. */
  readonly comment: string
  /** Empty lines above. */
  readonly blanks: number
}

const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy
const NUMBER = /0[xob][\da-f_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:e[+-]?\d[\d_]*)?j?/iy
const STRING = /[rbuf]{0,2}('''|"""|'|")/iy
const OPERATOR = /\*\*=|\/\/=|>>=|<<=|\.\.\.|->|:=|[=!<>]=|\*\*|\/\/|<<|>>|[-+*/%&|^@]=|./suy

export function readLines(source: string): LogicalLine[] {
  const text = source.replace(/\r\n?/g, '\n')
  const lines: LogicalLine[] = []
  let blanks = 0
  let at = 0
  while (at < text.length) {
    const start = at + spacesAt(text, at)
    const char = text[start]
    if (char === '\n' || char === undefined) {
      blanks += 1
      at = start + 1
      continue
    }
    const read = char === '#' ? readComment(text, start) : readCode(text, start)
    lines.push({ ...read.line, indent: start - at, blanks })
    blanks = 0
    at = read.end
  }
  return lines
}

interface Read {
  readonly line: Omit<LogicalLine, 'indent' | 'blanks'>
  /** Offset after the newline. */
  readonly end: number
}

function readComment(text: string, start: number): Read {
  const end = endOfLine(text, start)
  const comment = text.slice(start, end).trimEnd()
  return { line: { kind: 'comment', text: comment, tokens: [], comment: '' }, end: end + 1 }
}

function readCode(text: string, start: number): Read {
  const tokens: Token[] = []
  let comment = ''
  let at = start
  let depth = 0
  let isFixed = false
  let isBroken = false
  while (at < text.length) {
    const gap = spacesAt(text, at)
    at += gap
    const char = text[at]
    if (char === undefined || (char === '\n' && depth === 0)) break
    if (char === '\n') {
      isBroken = true
      at += 1
    } else if (char === '#') {
      const end = endOfLine(text, at)
      if (depth > 0 && (tokens[0]?.text !== 'from' || comment !== '')) isFixed = true
      else comment = text.slice(at, end).trimEnd()
      at = end
    } else if (char === '\\') {
      isFixed = true
      at += 2
    } else {
      const token = readToken(text, at)
      at += token.text.length
      if (token.kind === 'string' && token.text.includes('\n')) isFixed = true
      if (token.kind === 'op') depth = Math.max(0, depth + depthChange(token.text))
      const space = isBroken ? joinsWithSpace(tokens.at(-1), token) : gap > 0
      tokens.push({ kind: token.kind, text: token.text, space })
      isBroken = false
    }
  }
  const line = { text: text.slice(start, at).trimEnd(), tokens, comment }
  return { line: { kind: isFixed || depth > 0 ? 'fixed' : 'code', ...line }, end: at + 1 }
}

/** Most tokens are plain names and single signs; they are read without a pattern. */
function readToken(text: string, at: number): Omit<Token, 'space'> {
  const end = endOfPlainName(text, at)
  const after = text.charCodeAt(end)
  const isPlain = end > at && !(after >= 0x80) && after !== DOUBLE_QUOTE && after !== SINGLE_QUOTE
  if (isPlain) return { kind: 'name', text: text.slice(at, end) }
  if (end === at && LONE_SIGNS.includes(text[at] ?? ' ')) return { kind: 'op', text: text[at] ?? '' }
  const opening = exec(STRING, text, at)
  if (opening) return { kind: 'string', text: text.slice(at, endOfString(text, at, opening)) }
  const name = matchAt(NAME, text, at)
  if (name) return { kind: 'name', text: name }
  const number = matchAt(NUMBER, text, at)
  if (number) return { kind: 'number', text: number }
  return { kind: 'op', text: matchAt(OPERATOR, text, at) }
}

const DOUBLE_QUOTE = 0x22
const SINGLE_QUOTE = 0x27
/** Signs that begin no longer operator. */
const LONE_SIGNS = '()[]{},;~'

/** Offset after the ASCII letters, digits and underscores at `at`; `at` itself where a digit or nothing stands. */
function endOfPlainName(text: string, at: number): number {
  let end = at
  for (let code = text.charCodeAt(end); isNameCode(code, end > at); code = text.charCodeAt(end)) end += 1
  return end
}

function isNameCode(code: number, isInside: boolean): boolean {
  if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f) return true
  return isInside && code >= 0x30 && code <= 0x39
}

function endOfString(text: string, at: number, opening: RegExpExecArray): number {
  const quote = opening[1] ?? '"'
  let end = at + opening[0].length
  while (end < text.length) {
    if (text[end] === '\\') end += 2
    else if (text.startsWith(quote, end)) return end + quote.length
    else if (text[end] === '\n' && quote.length === 1) return end
    else end += 1
  }
  return text.length
}

function joinsWithSpace(previous: Token | undefined, token: Omit<Token, 'space'>): boolean {
  if (previous === undefined || '([{'.includes(previous.text)) return false
  return !')]}.,'.includes(token.text)
}

function depthChange(operator: string): number {
  if ('([{'.includes(operator)) return 1
  return ')]}'.includes(operator) ? -1 : 0
}

function spacesAt(text: string, at: number): number {
  let end = at
  for (let code = text.charCodeAt(end); code === 0x20 || code === 0x09 || code === 0x0c; ) {
    end += 1
    code = text.charCodeAt(end)
  }
  return end - at
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

function exec(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  return exec(pattern, text, at)?.[0] ?? ''
}
