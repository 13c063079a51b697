/** Texts measured and cut as a terminal shows them: by columns, at characters as people see them. */
import stringWidth from 'fast-string-width'

/** Columns a text takes on a terminal. */
export function widthOf(text: string): number {
  if (isNarrow(text)) return text.length
  return charactersOf(text).reduce((sum, one) => sum + columnsOf(one), 0)
}

/** As much of the beginning as fits. */
export function firstColumns(text: string, room: number): string {
  if (isNarrow(text)) return text.slice(0, Math.max(0, room))
  return text.slice(0, fitting(charactersOf(text), room))
}

/** As much of the end as fits. */
export function lastColumns(text: string, room: number): string {
  if (isNarrow(text)) return text.slice(Math.max(0, text.length - room))
  return text.slice(text.length - fitting(charactersOf(text).reverse(), room))
}

/** Units of the characters that fit. */
function fitting(characters: readonly string[], room: number): number {
  let width = 0
  let units = 0
  for (const one of characters) {
    width += columnsOf(one)
    if (width > room) break
    units += one.length
  }
  return units
}

/** Characters are few and measured slowly. */
const known = new Map<string, number>()
const MOST_KNOWN = 5000

/** Several signs that are drawn as one take the room of one. */
function columnsOf(character: string): number {
  const found = known.get(character)
  if (found !== undefined) return found
  const width = Math.min(2, stringWidth(character))
  if (known.size < MOST_KNOWN) known.set(character, width)
  return width
}

/** Flags; a sign with its marks, its colour of skin, the rest of its Hangul. `Intl.Segmenter` takes 8 ms to load. */
const CHARACTER = /\p{Regional_Indicator}{2}|[\s\S][\p{M}\p{Emoji_Modifier}\u1160-\u11ff]*/gu

const charactersOf = (text: string): string[] => text.match(CHARACTER) ?? []

/** One column each, which is nearly every text: Latin, Greek, Cyrillic, dashes, quotes, arrows. */
function isNarrow(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x300 || (unit >= 0x370 && unit < 0x483)) continue
    if (unit < 0x2010 || unit >= 0x2300 || (unit >= 0x20d0 && unit < 0x2100)) return false
  }
  return true
}
