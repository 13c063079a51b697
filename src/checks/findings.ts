import { type Diagnostic, Diagnostics } from '../diagnostics/index.ts'
import type { PlanEdit } from '../plan/edit/edit-plan.ts'

/** An edit that makes a finding go away, of the document at `path`. */
export interface Fix {
  readonly path: string
  readonly edit: PlanEdit
}

/**
 * What `lint` finds, each with the edit that repairs it where a rule has one to offer:
 *
 *     findings.add(diagnostic(CHECK_CODES, 'plan/…', { … }), { path: task.path, edit: { edit: 'drop-parallel', at: task.origin } })
 */
export class Findings extends Diagnostics {
  readonly #fixes = new Map<Diagnostic, Fix>()

  override add(found: Diagnostic, fix?: Fix): void {
    super.add(found)
    if (fix) this.#fixes.set(found, fix)
  }

  fixOf(found: Diagnostic): Fix | undefined {
    return this.#fixes.get(found)
  }
}
