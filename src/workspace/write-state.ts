/** State to bytes: keys sorted, one entry a line, LF, so that branches merge in version control. */
import type { RecordedFile } from '../merge/index.ts'
import type { ScaffoldedTask, ServiceState } from './state.ts'
import { SCHEMA } from './state.ts'

export const ATTRIBUTES =
  'tasks merge=union text eol=lf\nservices/*.json text eol=lf\nbase/** binary linguist-generated\n'
export const IGNORED = '/claims/\n/conflicts/\n/journal/\n/lock*\n/tmp/\n.*.tmp\n'

export function writeTasks(tasks: readonly ScaffoldedTask[]): Uint8Array {
  const lines = tasks.map(({ key, category, title }) => [key, category, title].map(oneLine).join('\t'))
  return Buffer.from(
    [...new Set(lines)]
      .sort()
      .map((line) => `${line}\n`)
      .join(''),
  )
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}

export function writeService({ answers, files, moved, decisions }: ServiceState): Uint8Array {
  const recorded = [...files].filter(([, file]) => file.sha256 !== undefined)
  const deleted = [...files].filter(([, file]) => file.deleted)
  const open = [...files].filter(([, file]) => file.conflict)
  const sections: readonly [string, Iterable<readonly [string, unknown]>][] = [
    ['answers', answers],
    ['files', recorded.map(([path, file]) => [path, fileJson(file)])],
    ['moved', moved],
    ['deleted', deleted.map(([path]) => [path, true])],
    ['conflicts', open.map(([path, file]) => [path, conflictJson(file)])],
    ['decisions', decisions],
  ]
  const text = sections.map(([name, entries]) => section(name, entries))
  return Buffer.from(`{\n"schema": ${SCHEMA},\n${text.join(',\n')}\n}\n`)
}

function section(name: string, entries: Iterable<readonly [string, unknown]>): string {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
  if (sorted.length === 0) return `"${name}": {}`
  const lines = sorted.map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`)
  return `"${name}": {\n${lines.join(',\n')}\n}`
}

function fileJson({ mode, sha256, owners, chain, strategy }: RecordedFile): unknown {
  return { mode: mode.toString(8), sha256, owners, chain, strategy }
}

function conflictJson(file: RecordedFile): unknown {
  const { kind, theirs } = file.conflict ?? {}
  if (file.sha256 !== undefined) return { kind, theirs: theirs ?? null }
  const { mode, owners, chain, strategy } = file
  return { kind, theirs: theirs ?? null, mode: mode.toString(8), owners, chain, strategy }
}
