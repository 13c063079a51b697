import { diagnostic } from '../diagnostics/index.ts'
import { findOverlaps, type Overlap } from '../schedule/index.ts'
import { CHECK_CODES } from './codes.ts'
import type { Rule } from './rule.ts'

/** What both name is reported as `plan/parallel-same-file`; this is about the rest. */
export const parallelConflict: Rule = {
  gate: 'Parallel tasks truly independent',
  check({ schedule, named, generated }, findings) {
    if (generated.length === 0) return
    const told = new Set(findOverlaps(schedule.analysis, named).map(keyOf))
    for (const overlap of findOverlaps(schedule.analysis, [...named, ...generated]))
      if (!told.has(keyOf(overlap))) findings.add(conflict(overlap))
  },
}

function keyOf({ second, file }: Overlap): string {
  return `${second.index} ${file}`
}

function conflict({ first, second, file, places: [at, location] }: Overlap) {
  const mark = second.plan.family === 'speckit' ? '`[P]`' : '`parallelizable: true`'
  return diagnostic(CHECK_CODES, 'plan/parallel-conflict', {
    message: `\`${first.name}\` and \`${second.name}\` may run at the same time and both write \`${file}\``,
    location,
    notes: [{ message: `\`${first.name}\` writes it for this`, location: at }],
    hint: `take ${mark} from \`${second.name}\`, or let it wait for \`${first.name}\``,
  })
}
