import { diagnostic, type Location } from '../diagnostics/index.ts'
import type { ListedTask, Task, TaskStatus } from '../plan/plan.ts'
import { shown } from '../system/names.ts'
import { CHECK_CODES } from './codes.ts'
import type { Fix } from './findings.ts'
import type { Rule } from './rule.ts'

/** A task file and its line in the summary: whether it is done, and what it is about. */
export const summaryDisagrees: Rule = {
  check({ plans }, findings) {
    for (const task of plans.flatMap(({ tasks }) => tasks)) {
      const { listed } = task
      if (!listed) continue
      if (listed.status !== undefined && isDifferent(listed.status, task.status))
        findings.add(otherStatus(task, listed.status, listed.origin), tickOf(task, listed))
      else if (sharesNoWord(listed.title, task.title))
        findings.add(otherTitle(task, listed.title, listed.origin))
    }
  },
}

/** A box is ticked or not: it cannot tell a task in progress from one that nobody has begun. */
const isDifferent = (listed: TaskStatus, own: TaskStatus): boolean =>
  (listed === 'completed') !== (own === 'completed') || (listed === 'excluded') !== (own === 'excluded')

/** The box of the summary as the file has it; what was given up only a person can say. */
function tickOf({ status }: Task, listed: ListedTask): Fix | undefined {
  if (!listed.isBox || status === 'excluded' || listed.status === 'excluded') return undefined
  const edit = status === 'completed' ? 'tick' : 'untick'
  return { path: listed.origin.path, edit: { edit, at: listed.origin } }
}

/** Titles are often shortened; those without the beginning of a word in common are of two tasks. */
function sharesNoWord(listed: string, own: string): boolean {
  const [words, others] = [wordsOf(listed), wordsOf(own)]
  return words.size > 0 && others.size > 0 && [...words].every((word) => !others.has(word))
}

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    (
      text
        .slice(0, 300)
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .match(/[\p{Script=Latin}\p{Script=Cyrillic}]{4,}/gu) ?? []
    ).map((word) => word.slice(0, 4)),
  )

function otherStatus({ id, status, origin }: Task, listed: TaskStatus, location: Location) {
  return diagnostic(CHECK_CODES, 'plan/summary-disagrees', {
    message: `the summary lists \`${shown(id)}\` as ${said(listed)}, its file as ${said(status)}`,
    location,
    notes: [{ message: 'this file counts', location: origin }],
    hint: listed === 'completed' ? 'untick it here, or tick it there' : 'tick it here, or change it there',
  })
}

const said = (status: TaskStatus): string => (status === 'in_progress' ? 'in progress' : status)

function otherTitle({ id, title, origin }: Task, listed: string, location: Location) {
  return diagnostic(CHECK_CODES, 'plan/summary-disagrees', {
    message: `the summary calls \`${shown(id)}\` \`${shown(listed)}\`, its file \`${shown(title)}\``,
    location,
    notes: [{ message: 'the file, which counts, says so here', location: origin }],
    hint: 'give both one title, or number one of them anew',
  })
}
