/** Conflict markers that version control left in a service's state: the entries of both sides are kept. */

const MARKER = /^(<{7}|\|{7}|={7}|>{7})( |$)/
const HEADING = /^"([a-z]+)": \{/
const ENTRY = /^ {2}("(?:[^"\\]|\\.)*"): (.*?),?$/

export interface Settled {
  readonly text: string
  /** Keys with two different values, as `section key`; the first value is used. */
  readonly twice: readonly string[]
}

/** Undefined where there are no markers. Reads lines, because both sides together are no JSON. */
export function settleMarkers(text: string): Settled | undefined {
  const lines = text.split(/\r?\n/)
  if (!lines.some((line) => MARKER.test(line))) return undefined
  const sections = new Map<string, Map<string, string>>()
  const twice: string[] = []
  let name = ''
  for (const line of ownLines(lines)) {
    name = HEADING.exec(line)?.[1] ?? name
    const entries = sections.get(name) ?? new Map<string, string>()
    sections.set(name, entries)
    const [, key, value] = ENTRY.exec(line) ?? []
    if (key === undefined || value === undefined) continue
    if (!entries.has(key)) entries.set(key, value)
    else if (entries.get(key) !== value) twice.push(`${name} ${key}`)
  }
  return { text: compose(lines, sections), twice }
}

/** Without markers and without what stood there before both sides changed it. */
function ownLines(lines: readonly string[]): readonly string[] {
  let isBefore = false
  return lines.filter((line) => {
    const marker = MARKER.exec(line)?.[1]?.[0]
    if (marker !== undefined) isBefore = marker === '|'
    return marker === undefined && !isBefore
  })
}

function compose(
  lines: readonly string[],
  sections: ReadonlyMap<string, ReadonlyMap<string, string>>,
): string {
  const schemas = lines
    .map((line) => /^"schema": (\d+)/.exec(line)?.[1])
    .filter((schema) => schema !== undefined)
  const schema = Math.max(...schemas.map(Number), 1)
  const parts = [...sections]
    .filter(([name]) => name !== '')
    .map(
      ([name, entries]) => `"${name}": {${[...entries].map(([key, value]) => `${key}: ${value}`).join(',')}}`,
    )
  return `{"schema": ${[schema, ...parts].join(', ')}}`
}
