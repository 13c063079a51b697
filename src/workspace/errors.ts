/** Reasons to stop that a person can act on. */
import { diagnostic, UserError } from '../diagnostics/index.ts'
import { CODES } from './codes.ts'
import { errorCode } from './disk.ts'
import type { Obstacle } from './paths.ts'

export function obstacleError(path: string, obstacle: Obstacle): UserError {
  const what = obstacle === 'linked-parent' ? 'is a link, which is never followed' : 'is not a folder'
  const hint = obstacle === 'linked-parent' ? `replace \`${path}\` by a folder` : `move \`${path}\` away`
  return new UserError(diagnostic(CODES, `workspace/${obstacle}`, { message: `\`${path}\` ${what}`, hint }))
}

export function damaged(path: string, what: string, cause?: unknown): UserError {
  const hint = `restore \`${path}\` from version control`
  return new UserError(
    diagnostic(CODES, 'workspace/state-damaged', { message: `\`${path}\` ${what}`, hint, cause }),
  )
}

/** Several offenders at once: each is a note. */
export function offenders(
  code: 'workspace/changed-underneath' | 'workspace/read-only' | 'workspace/unsafe-path',
  found: { readonly message: string; readonly hint?: string; readonly paths: readonly string[] },
): UserError {
  const notes = found.paths.map((path) => ({ message: `\`${path}\`` }))
  return new UserError(diagnostic(CODES, code, { message: found.message, hint: found.hint, notes }))
}

export function changedUnderneath(paths: readonly string[]): UserError {
  const message =
    paths.length === 1
      ? `\`${paths[0]}\` changed while the run was going on`
      : `${paths.length} files changed while the run was going on`
  return offenders('workspace/changed-underneath', { message, hint: 'run the command again', paths })
}

/** An error of the operating system as one a person can act on; any other error as it is. */
export function explainFailure(error: unknown, note?: string): unknown {
  const code = errorCode(error)
  if (code === '' || !(error instanceof Error)) return error
  const path = 'path' in error && typeof error.path === 'string' ? ` at \`${error.path}\`` : ''
  const message = `writing stopped${path}: ${REASONS.get(code) ?? error.message}`
  return new UserError(
    diagnostic(CODES, 'workspace/write-failed', {
      message,
      notes: note === undefined ? undefined : [{ message: note }],
      hint: 'remove the cause, then run the command again',
      cause: error,
    }),
  )
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the disk is read-only'],
  ['EIO', 'the disk reports an error'],
  ['ENOENT', 'the folder does not exist'],
])
