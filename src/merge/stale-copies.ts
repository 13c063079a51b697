/** Copies of a shared contract that do not hold what the workspace holds, once the changes are made. */
import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import type { FileSpec } from '../generator/index.ts'
import type { ChangeSet, Ours } from './change-set.ts'
import { CODES } from './codes.ts'

export interface Finished {
  readonly specs: readonly FileSpec[]
  readonly changes: ChangeSet['changes']
  readonly ours: Ours
}

export function reportStaleCopies(finished: Finished, diagnostics: Diagnostics): void {
  const written = new Map(finished.changes.map((change) => [change.path, change]))
  const textAfter = (path: string): string | undefined => {
    const change = written.get(path)
    if (change?.kind === 'delete') return undefined
    return comparable(change?.content ?? finished.ours(path)?.content)
  }
  for (const { path, scope, ref } of finished.specs.filter(isCopy)) {
    const contract = `proto/${ref.of}`
    const [copy, shared] = [textAfter(path), textAfter(contract)]
    if (copy === undefined || shared === undefined || copy === shared) continue
    diagnostics.add(
      diagnostic(CODES, 'contract/stale-proto-copy', {
        message: `\`${path}\` differs from \`${contract}\``,
        location: { path, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
        hint: `scaffold \`${scope.name}\` again, or take back the edit`,
      }),
    )
  }
}

function isCopy({ ref, scope, path }: FileSpec): boolean {
  return (
    ref.role === 'proto' &&
    path !== `proto/${ref.of}` &&
    scope.sharedProtos.some((file) => file.path === ref.of)
  )
}

/** Without what a checkout may change: ends of lines, blanks at the end. */
function comparable(content: Uint8Array | undefined): string | undefined {
  return content && Buffer.from(content).toString().replaceAll('\r\n', '\n').trimEnd()
}
