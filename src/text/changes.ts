/** Byte-minimal edits of a text: spans of it and what stands there instead. */
export interface Change {
  /** Offsets of the text before any change, end exclusive. */
  readonly start: number
  readonly end: number
  readonly text: string
}

/** In order, each once; undefined where two meet, one lies outside of the text, or one parts a character. */
export function sortChanges(text: string, changes: readonly Change[]): readonly Change[] | undefined {
  const sorted = [...changes].sort((a, b) => a.start - b.start || a.end - b.end)
  const kept: Change[] = []
  for (const change of sorted) {
    const last = kept.at(-1)
    if (last && last.start === change.start && last.end === change.end && last.text === change.text) continue
    if (change.start < 0 || change.end < change.start || change.end > text.length) return undefined
    if (partsCharacter(text, change.start) || partsCharacter(text, change.end)) return undefined
    if (/\p{Surrogate}/u.test(change.text)) return undefined
    if (last && (change.start < last.end || change.start === last.start)) return undefined
    kept.push(change)
  }
  return kept
}

/** Between the two halves of a surrogate pair. */
function partsCharacter(text: string, offset: number): boolean {
  const [before, behind] = [text.charCodeAt(offset - 1), text.charCodeAt(offset)]
  return before >= 0xd800 && before <= 0xdbff && behind >= 0xdc00 && behind <= 0xdfff
}

/** The text with sorted changes in it. */
export function applyChanges(text: string, changes: readonly Change[]): string {
  const parts: string[] = []
  let at = 0
  for (const change of changes) {
    parts.push(text.slice(at, change.start), change.text)
    at = change.end
  }
  parts.push(text.slice(at))
  return parts.join('')
}

/** Where ascending offsets of the text stand after sorted changes; what is inserted at one stands behind it. */
export function shiftOffsets(offsets: readonly number[], changes: readonly Change[]): number[] {
  let next = 0
  let shift = 0
  return offsets.map((offset) => {
    for (let change = changes[next]; change && change.start < offset; change = changes[next]) {
      if (change.end > offset) return change.start + shift
      shift += change.text.length - (change.end - change.start)
      next += 1
    }
    return offset + shift
  })
}
