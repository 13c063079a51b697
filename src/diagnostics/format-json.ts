import type { Diagnostic, Location } from './diagnostic.ts'

function place(location: Location | undefined): Readonly<Record<string, unknown>> {
  if (!location) return {}
  const { path, start, end } = location
  return { path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column }
}

/** A diagnostic as the JSON document of every command spells it. */
export function formatJson(found: Diagnostic): Readonly<Record<string, unknown>> {
  return {
    code: found.code,
    severity: found.severity,
    message: found.message,
    ...place(found.location),
    ...(found.hint === undefined ? {} : { hint: found.hint }),
    notes: (found.notes ?? []).map((note) => ({ message: note.message, ...place(note.location) })),
  }
}
