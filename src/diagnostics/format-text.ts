import type { Diagnostic, Location, Severity } from './diagnostic.ts'
import { frame } from './frame.ts'
import { inertLine } from './inert.ts'

/** Colours for the words of a diagnostic; identity where there is no colour. */
export interface Paint {
  readonly severity: (severity: Severity, text: string) => string
  readonly label: (label: 'note' | 'hint', text: string) => string
}

export const PLAIN: Paint = { severity: (_, text) => text, label: (_, text) => text }

export interface TextOptions {
  /** Text of a document by the path of a location; undefined: no frame. */
  readonly source?: ((path: string) => string | undefined) | undefined
  readonly paint?: Paint | undefined
}

/** Units of a message that are shown; what a library says may quote all of a stranger's text. */
const LONGEST = 600

function said(message: string): string {
  return inertLine(message.length > LONGEST ? `${message.slice(0, LONGEST - 1)}…` : message)
}

function place(location: Location): string {
  return `${inertLine(location.path)}:${location.start.line}:${location.start.column}`
}

function noteText(message: string, location: Location | undefined): string {
  const text = said(message)
  if (!location || text.endsWith(place(location))) return text
  return `${text.replace(/ here$/, '')} at ${place(location)}`
}

/** A place that means the whole file has no line worth showing. */
function isWholeFile({ start, end }: Location): boolean {
  return start.line === 1 && start.column === 1 && end.line === 1 && end.column === 1
}

/** `path:line:column: severity[code]: message`, the frame, notes, hint. */
export function formatText(found: Diagnostic, options: TextOptions = {}): readonly string[] {
  const { source, paint = PLAIN } = options
  const { location } = found
  const label = paint.severity(found.severity, `${found.severity}[${found.code}]`)
  const head = `${location ? `${place(location)}: ` : ''}${label}: ${said(found.message)}`
  const text = location && !isWholeFile(location) ? source?.(location.path) : undefined
  const notes = found.notes ?? []
  return [
    head,
    ...(location && text !== undefined ? frame(text, location) : []),
    ...notes.map((note) => `${paint.label('note', 'note')}: ${noteText(note.message, note.location)}`),
    ...(found.hint === undefined ? [] : [`${paint.label('hint', 'hint')}: ${said(found.hint)}`]),
  ]
}
