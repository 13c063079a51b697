import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import { PLAN_CODES } from './codes.ts'
import type { PlanLocation } from './family.ts'

/** Says of a plan that it was recognised and left alone. */
export function reportNotRead({ path }: PlanLocation, diagnostics: Diagnostics): void {
  const message = `\`${path}\` is a spec-kit plan, which is not read yet`
  diagnostics.add(diagnostic(PLAN_CODES, 'plan/family-not-read', { message }))
}
