/** Findings as SARIF 2.1.0, for code scanning. The same text for the same findings. */
import type { CodeEntry, Diagnostic, Location } from './diagnostic.ts'

export interface SarifReplacement {
  readonly deleted: Location
  readonly inserted: string
}

export interface SarifOptions {
  readonly tool: string
  readonly codes: ReadonlyMap<string, CodeEntry>
  readonly fixOf: (found: Diagnostic) => readonly SarifReplacement[] | undefined
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const

export function formatSarif(found: readonly Diagnostic[], options: SarifOptions): string {
  const ids = [...new Set(found.map(({ code }) => code))].sort()
  const rules = ids.map((id) => ruleOf(id, options.codes.get(id)))
  const results = found.map((one) => resultOf(one, ids.indexOf(one.code), options))
  const driver = { name: 'taskplan', version: options.tool, rules }
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results }
  const schema = 'https://json.schemastore.org/sarif-2.1.0.json'
  return JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, undefined, 2)
}

function ruleOf(id: string, entry: CodeEntry | undefined) {
  if (!entry) return { id }
  return {
    id,
    shortDescription: { text: entry.title },
    fullDescription: { text: entry.explanation },
    help: { text: entry.explanation },
    defaultConfiguration: { level: LEVELS[entry.severity] },
  }
}

function resultOf(found: Diagnostic, ruleIndex: number, { fixOf }: SarifOptions) {
  const { code, severity, message, hint, location, notes = [] } = found
  const related = notes.flatMap((note, index) =>
    note.location ? [{ id: index + 1, ...placeOf(note.location), message: { text: note.message } }] : [],
  )
  const fix = fixOf(found)
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: hint === undefined ? message : `${message}\n${hint}` },
    locations: location ? [placeOf(location)] : [],
    ...(related.length > 0 ? { relatedLocations: related } : {}),
    ...(fix && fix.length > 0 ? { fixes: [fixed(fix, hint ?? message)] } : {}),
  }
}

function placeOf(location: Location) {
  return { physicalLocation: { artifactLocation: artifact(location), region: region(location) } }
}

/** What stands outside of the workspace has an address without a base. */
const artifact = ({ path }: Location) => {
  const [first = '', ...rest] = path.split('/')
  const isDrive = /^[A-Za-z]:$/.test(first)
  if (first !== '' && !isDrive) return { uri: [first, ...rest].map(encode).join('/'), uriBaseId: '%SRCROOT%' }
  return { uri: ['file://', ...(isDrive ? [first] : []), ...rest.map(encode)].join('/') }
}

/** A name with half a character in it has no spelling as URI. */
const encode = (part: string): string => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd'))

const region = ({ start, end }: Location) => ({
  startLine: start.line,
  startColumn: start.column,
  endLine: end.line,
  endColumn: end.column,
})

function fixed(replacements: readonly SarifReplacement[], description: string) {
  const [first] = replacements
  return {
    description: { text: description },
    artifactChanges: first && [
      {
        artifactLocation: artifact(first.deleted),
        replacements: replacements.map(({ deleted, inserted }) => ({
          deletedRegion: region(deleted),
          insertedContent: { text: inserted },
        })),
      },
    ],
  }
}
