/** Text as lines that remember how each of them ended, so that bytes nobody changed stay as they are. */

export interface TextLines {
  readonly bom: boolean
  /** Without line ends. */
  readonly lines: readonly string[]
  /** `\n`, `\r\n`, or empty at the last line of a text without a final newline. */
  readonly ends: readonly string[]
}

const PROBE_BYTES = 8192

/** Undefined for what is not UTF-8 or has a NUL near its start. */
export function readLines(content: Uint8Array): TextLines | undefined {
  if (content.subarray(0, PROBE_BYTES).includes(0)) return undefined
  const decoded = decode(content)
  if (decoded === undefined) return undefined
  const bom = decoded.startsWith('\ufeff')
  const pieces = (bom ? decoded.slice(1) : decoded).split('\n')
  const last = pieces.pop() ?? ''
  const lines = pieces.map((piece) => (piece.endsWith('\r') ? piece.slice(0, -1) : piece))
  const ends = pieces.map((piece) => (piece.endsWith('\r') ? '\r\n' : '\n'))
  return last === '' ? { bom, lines, ends } : { bom, lines: [...lines, last], ends: [...ends, ''] }
}

function decode(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
  } catch {
    return undefined
  }
}

/** The line end that most lines have. */
function dominantEnd(text: TextLines): string {
  const carriage = text.ends.filter((end) => end === '\r\n').length
  return carriage * 2 > text.ends.length ? '\r\n' : '\n'
}

/** Whether two files hold the same text and differ at most in line ends and byte order mark. */
export function sameText(left: Uint8Array, right: Uint8Array): boolean {
  if (Buffer.compare(left, right) === 0) return true
  if (!left.includes(13) && !right.includes(13) && left[0] !== 0xef && right[0] !== 0xef) return false
  const [a, b] = [readLines(left), readLines(right)]
  if (!a || !b || a.lines.length !== b.lines.length) return false
  if ((a.ends.at(-1) === '') !== (b.ends.at(-1) === '')) return false
  return a.lines.every((line, at) => line === b.lines[at])
}

/** Bytes of lines; every line but the last gets an end, the last as `ours` has it. */
export function writeLines(
  result: readonly { readonly text: string; readonly end: string | undefined }[],
  ours: TextLines,
): Uint8Array {
  const usual = dominantEnd(ours)
  const isOpen = ours.ends.at(-1) === ''
  const pieces = result.map(({ text, end }, at) =>
    at === result.length - 1 && isOpen ? text : text + (end || usual),
  )
  return Buffer.from((ours.bom ? '\ufeff' : '') + pieces.join(''))
}

/** Whether conflict markers of all three kinds stand at line starts, in order. */
export function hasMarkers(text: TextLines): boolean {
  const start = text.lines.findIndex((line) => line.startsWith('<<<<<<< '))
  const middle = text.lines.findIndex((line, at) => start !== -1 && at > start && line === '=======')
  return middle !== -1 && text.lines.some((line, at) => at > middle && line.startsWith('>>>>>>> '))
}
