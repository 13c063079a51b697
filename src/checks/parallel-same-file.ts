import { diagnostic } from '../diagnostics/index.ts'
import { findOverlaps, type Overlap } from '../schedule/index.ts'
import { CHECK_CODES } from './codes.ts'
import type { Rule } from './rule.ts'

export const parallelSameFile: Rule = {
  gate: 'No task modifies same file as another [P] task',
  check({ schedule, named }, findings) {
    const overlaps = findOverlaps(schedule.analysis, named)
    for (const overlap of overlaps) {
      const { path, origin: at } = overlap.second.task
      findings.add(sameFile(overlap), { path, edit: { edit: 'drop-parallel', at } })
    }
  },
}

function sameFile({ first, second, file, places: [at, location] }: Overlap) {
  return diagnostic(CHECK_CODES, 'plan/parallel-same-file', {
    message: `\`${second.name}\` is \`[P]\` and names the file of \`${first.name}\`, which is \`[P]\` too`,
    location,
    notes: [{ message: `\`${file}\` is first named here`, location: at }],
    hint: `remove \`[P]\` from \`${second.name}\`, or give it a file of its own`,
  })
}
