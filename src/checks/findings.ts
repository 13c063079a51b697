import { type Diagnostic, Diagnostics } from '../diagnostics/index.ts'
import type { PlanEdit } from '../plan/edit/edit-plan.ts'
import type { GateLine } from './gate-lines.ts'

/** An edit that makes a finding go away, of the document at `path`. */
export interface Fix {
  readonly path: string
  readonly edit: PlanEdit
}

/** Codes that a rule offers an edit for. */
export const RULES_REPAIR: ReadonlySet<string> = new Set([
  'plan/parallel-same-file',
  'plan/task-without-path',
  'plan/summary-disagrees',
])

/**
 * What `lint` finds, each with the edit that repairs it where a rule has one to offer:
 *
 *     findings.add(diagnostic(CHECK_CODES, 'plan/…', { … }), { path: task.path, edit: { edit: 'drop-parallel', at: task.origin } })
 */
export class Findings extends Diagnostics {
  readonly #fixes = new Map<Diagnostic, Fix>()
  readonly #lines = new Map<Diagnostic, GateLine>()
  readonly #severityOf: (found: Diagnostic) => Diagnostic['severity']
  #line: GateLine | undefined

  /** `severityOf` where plans are only looked at: what stops a service from being written need not be wrong in them. */
  constructor(severityOf: (found: Diagnostic) => Diagnostic['severity'] = ({ severity }) => severity) {
    super()
    this.#severityOf = severityOf
  }

  override add(given: Diagnostic, fix?: Fix): void {
    const severity = this.#severityOf(given)
    const found = severity === given.severity ? given : { ...given, severity }
    super.add(found)
    if (fix && !RULES_REPAIR.has(found.code)) throw new Error(`undeclared repair of ${found.code}`)
    if (fix) this.#fixes.set(found, fix)
    if (this.#line) this.#lines.set(found, this.#line)
  }

  /** What is added from now on decides a line of the checklist. */
  decide(line: GateLine | undefined): void {
    this.#line = line
  }

  fixOf(found: Diagnostic): Fix | undefined {
    return this.#fixes.get(found)
  }

  lineOf(found: Diagnostic): GateLine | undefined {
    return this.#lines.get(found)
  }
}
