import type { Plan } from '../plan/plan.ts'
import type { Findings } from './findings.ts'
import { GATE_LINES, type GateLine } from './gate-lines.ts'

/** The checklist as one plan passes it; ticked boxes of its own checklist prove nothing. */
export interface PlanGate {
  readonly plan: string
  readonly lines: readonly { readonly line: GateLine; readonly passed: boolean; readonly findings: number }[]
}

/** Every plan with every line of the checklist. Information fails no line. */
export function passGate(plans: readonly Plan[], findings: Findings): readonly PlanGate[] {
  const counts = new Map<string, Map<GateLine, number>>(plans.map(({ path }) => [path, new Map()]))
  for (const found of findings.all) {
    const line = findings.lineOf(found)
    if (line === undefined || found.severity === 'info') continue
    const own = counts.get(featureOf(found.location?.path ?? '', counts))
    own?.set(line, (own.get(line) ?? 0) + 1)
  }
  return [...counts].map(([plan, own]) => ({
    plan,
    lines: GATE_LINES.map((line) => ({ line, passed: !own.has(line), findings: own.get(line) ?? 0 })),
  }))
}

/** The nearest folder on the way to a path that is a plan. */
function featureOf(path: string, plans: ReadonlyMap<string, unknown>): string {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
    if (plans.has(path.slice(0, at))) return path.slice(0, at)
  return ''
}
