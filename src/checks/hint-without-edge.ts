import { diagnostic } from '../diagnostics/index.ts'
import type { Plan, Task } from '../plan/plan.ts'
import { shown } from '../system/names.ts'
import { CHECK_CODES } from './codes.ts'
import { findIn } from './find-in.ts'
import type { Rule } from './rule.ts'

/** Words of `<dependencies>` that speak of other tasks without naming one. */
const HINTS = ['proto_definitions', 'shared_libs', 'other_services'] as const

/** Only a hint: what a task waits for is what `blocked_by` names. */
export const hintWithoutEdge: Rule = {
  check({ plans }, findings) {
    for (const plan of plans)
      for (const task of plan.tasks) {
        const word = hintOf(task)
        if (word !== undefined) findings.add(vague(task, word, plan))
      }
  },
}

function hintOf({ context, blockedBy }: Task): string | undefined {
  const told = Object.hasOwn(context, 'dependencies') ? context.dependencies : undefined
  if (told === undefined || blockedBy.length > 0) return undefined
  const words = told.split(/[^a-z_]+/)
  return HINTS.find((hint) => words.includes(hint))
}

function vague(task: Task, word: string, { documents }: Plan) {
  return diagnostic(CHECK_CODES, 'schedule/hint-without-edge', {
    message: `\`${shown(task.id)}\` needs \`${word}\`, and \`blocked_by\` names no task`,
    location: findIn(documents, wholeOf(task, documents), word),
    hint: 'name the tasks it waits for in `blocked_by`',
  })
}

/** From the title, which stands above the words, to the end of the file; from its start where they stand above it. */
function wholeOf({ path, origin }: Task, documents: Plan['documents']): Task['origin'] {
  const document = documents.find((candidate) => candidate.path === path)
  const text = document?.text ?? ''
  const last = document?.lineStarts.at(-1) ?? 0
  const end = { line: document?.lineStarts.length ?? 1, column: text.length - last + 1 }
  const at = text.indexOf('<dependencies>')
  const line = (document?.lineStarts.filter((start) => start <= at).length ?? 0) || origin.start.line
  return { path, start: { line, column: 1 }, end }
}
