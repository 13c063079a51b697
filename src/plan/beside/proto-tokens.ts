/** A span of offsets, end exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface ProtoToken extends Span {
  /** A quotation mark for a string, whatever it holds. */
  readonly text: string
}

/** Words, strings and signs of a proto text, without blanks and comments. Reads any text, well-formed or not. */
export function* protoTokens(text: string): Generator<ProtoToken> {
  const word = /[\w.]+/y
  for (let at = 0; at < text.length; ) {
    const start = at
    const letter = text[at] ?? ''
    if (letter === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) {
      at = endOfComment(text, at)
    } else if (letter === '"' || letter === "'") {
      at = endOfString(text, at)
      yield { text: letter, start, end: at }
    } else if (letter.trim() === '') at += 1
    else {
      word.lastIndex = at
      const found = word.exec(text)?.[0] ?? letter
      at += found.length
      yield { text: found, start, end: at }
    }
  }
}

function endOfComment(text: string, at: number): number {
  const block = text[at + 1] === '*'
  const end = text.indexOf(block ? '*/' : '\n', at + 2)
  if (end === -1) return text.length
  return block ? end + 2 : end
}

function endOfString(text: string, start: number): number {
  const quote = text[start]
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === quote || text[at] === '\n') return at + 1
  }
  return text.length
}
