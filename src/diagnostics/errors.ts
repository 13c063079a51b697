import type { Diagnostic } from './diagnostic.ts'

/** The tool cannot go on for a reason the user can act on. Exit code 2 unless said otherwise. */
export class UserError extends Error {
  readonly diagnostic: Diagnostic
  readonly exitCode: 1 | 2

  constructor(diagnostic: Diagnostic, exitCode: 1 | 2 = 2) {
    super(diagnostic.message, { cause: diagnostic.cause })
    this.name = 'UserError'
    this.diagnostic = diagnostic
    this.exitCode = exitCode
  }
}

/** The user cancelled; exit code 130. `state` says how things were left. */
export class Cancelled extends Error {
  constructor(state = 'nothing was written') {
    super(`cancelled; ${state}`)
    this.name = 'Cancelled'
  }
}
