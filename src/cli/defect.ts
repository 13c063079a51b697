import { COMMAND_CODES } from '../commands/codes.ts'
import { type Diagnostic, diagnostic } from '../diagnostics/index.ts'

/** Something `main` does not understand, as a finding. The stack is printed apart from it. */
export function defect(error: unknown): Diagnostic {
  const message = error instanceof Error ? error.message : String(error)
  return diagnostic(COMMAND_CODES, 'command/defect', {
    message: `unexpected: ${message.split('\n')[0] ?? ''}`,
    notes: [{ message: `node ${process.versions.node}, ${process.platform}` }],
    hint: 'report it with the stack above and the plan that shows it',
    cause: error,
  })
}

const PROBLEMS: ReadonlyMap<unknown, string> = new Map([
  ['EACCES', 'no permission for'],
  ['EPERM', 'no permission for'],
  ['EROFS', 'the file system is read-only at'],
  ['ENOSPC', 'the disk is full at'],
  ['EDQUOT', 'the disk quota is used up at'],
  ['ELOOP', 'a link stands in the way at'],
  ['EMFILE', 'too many files are open at'],
  ['ENAMETOOLONG', 'the name is too long for the file system:'],
])

/** A refusal of the system that a person can act on; undefined for anything else. */
export function systemProblem(error: unknown): Diagnostic | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const problem = PROBLEMS.get(error.code)
  if (problem === undefined) return undefined
  const path = 'path' in error && typeof error.path === 'string' ? error.path : 'an unnamed place'
  return diagnostic(COMMAND_CODES, 'command/system', { message: `${problem} \`${path}\``, cause: error })
}
