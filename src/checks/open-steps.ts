import { diagnostic } from '../diagnostics/index.ts'
import { PLAN_CODES } from '../plan/codes.ts'
import type { Task } from '../plan/plan.ts'
import { shown } from '../system/names.ts'
import type { Rule } from './rule.ts'

/** Tasks that are headings, done, with steps that are not. Files of one task say it while they are read. */
export const openSteps: Rule = {
  check({ plans }, findings) {
    for (const { family, tasks } of plans)
      for (const task of family === 'speckit' ? tasks : []) {
        const open = task.subtasks.filter(({ done }) => !done)
        if (task.status === 'completed' && open.length > 0) findings.add(disagrees(task, open))
      }
  },
}

function disagrees({ id, key = id, subtasks, origin }: Task, open: Task['subtasks']) {
  return diagnostic(PLAN_CODES, 'plan/status-disagrees', {
    message: `\`${shown(key)}\` is completed, ${open.length} of ${subtasks.length} boxes ${open.length === 1 ? 'is' : 'are'} open`,
    location: origin,
    notes: open.slice(0, 1).map((step) => ({ message: 'the first open box', location: step.origin })),
    hint: 'tick the boxes, or change the status',
  })
}
