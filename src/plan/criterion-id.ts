import { sha256 } from '../text/sha256.ts'

/** An id of a criterion that has none: it stands as long as the words do; more digits where four are not enough to tell two lines apart. */
export function hashedId(kind: string, text: string, taken: ReadonlySet<string>): string {
  const normal = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
  const hash = sha256(normal)
  for (let length = 4; length < hash.length; length += 4) {
    const id = `${kind}-${hash.slice(0, length)}`
    if (!taken.has(id)) return id
  }
  return `${kind}-${hash}`
}
