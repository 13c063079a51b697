/** Renames what a plan is about, word by word, and names it back in what was made of it. */
import fc from 'fast-check'

type Files = Readonly<Record<string, string>>

export interface Vocabulary {
  /** Words of names, wherever they stand as a part of a name: `user` in `users`, `UserId`, `find_user`. */
  readonly nouns: readonly string[]
  /** Words that are also grammar of a document: only as the first part of a name, `create_user`, `CreateUser`. */
  readonly verbs: readonly string[]
}

export type Names = ReadonlyMap<string, string>

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** 3 to 20 letters that no word of English or of a language has: `q…k`, with neither letter inside. */
const word = fc
  .string({ unit: fc.constantFrom(...'abcdefghilmnoprtuvw'), minLength: 1, maxLength: 18 })
  .map((letters) => `q${letters.replace(/^u/, 'v')}k`)

/** A new word for each one, no two the same. */
export function renamings({ nouns, verbs }: Vocabulary): fc.Arbitrary<Names> {
  const words = [...nouns, ...verbs]
  return fc
    .uniqueArray(word, { minLength: words.length, maxLength: words.length })
    .map((fresh) => new Map(words.map((old, at) => [old, fresh[at] ?? old])))
}

/** A name keeps its case: `user`, `User`, `USER`. */
function inCase(found: string, word: string): string {
  if (found === found.toLowerCase()) return word
  return found === found.toUpperCase() ? word.toUpperCase() : capital(word)
}

function longestFirst(words: readonly string[]): string {
  return [...words].sort((one, other) => other.length - one.length).join('|')
}

/** The plan about other things. */
export function renamePlan(files: Files, names: Names, { nouns, verbs }: Vocabulary): Files {
  const capitals = longestFirst([...nouns, ...verbs].map(capital))
  const pattern = new RegExp(
    [
      `(?<![A-Za-z])(?:${longestFirst(nouns)})(?=s?(?![A-Za-z]))`,
      ...(verbs.length > 0 ? [`(?<![A-Za-z])(?:${longestFirst(verbs)})(?=_)`] : []),
      `(?<![A-Z])(?:${capitals})(?=s?(?![a-z]))`,
      `(?<![A-Za-z])(?:${longestFirst(nouns).toUpperCase()})(?=S?(?![A-Za-z]))`,
    ].join('|'),
    'g',
  )
  const renamed = (text: string) =>
    text.replace(pattern, (found) => inCase(found, names.get(found.toLowerCase()) ?? found))
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [renamed(path), renamed(text)]))
}

/** The text with the old words for the new ones. */
export function nameBack(text: string, names: Names): string {
  const old = new Map([...names].map(([before, after]) => [after, before]))
  return text.replace(/q[a-jl-pr-z]+k/gi, (found) => {
    const before = old.get(found.toLowerCase())
    return before === undefined ? found : inCase(found, before)
  })
}
