/** Background jobs: the tasks that a plan names in what it says of Celery. */
import type { Requirement } from '../plan/facts.ts'
import { isPythonIdentifier } from './names.ts'
import type { Job, Jobs } from './system.ts'
import type { WorkItem } from './work-item.ts'

const ABOUT = /celery|background jobs?/i

/** Settings of Celery, and names that the modules of jobs use themselves. */
const TAKEN =
  /^(?:task|worker|broker|result|beat|celery)_|^(?:acks_late|reject_on_worker_lost|visibility_timeout|shared_task|not_implemented)$/

/** `send_report` where a sentence about Celery names it in backticks. Nothing else is a task. */
export function findJobs(items: readonly WorkItem[], requirements: readonly Requirement[]): Jobs {
  const found = new Map<string, Job>()
  const open = items.filter(({ excluded }) => !excluded)
  for (const { text, item } of sentences(open, requirements)) {
    for (const [, name = ''] of text.matchAll(/`([a-z][a-z0-9_]{2,60})(?:\(\))?`/g)) {
      const isName = name.includes('_') && !TAKEN.test(name) && isPythonIdentifier(name)
      if (isName && !found.has(name)) found.set(name, { name, text, item: item?.key })
    }
  }
  return { named: [...found.values()], item: open.find(({ title }) => ABOUT.test(title))?.key }
}

interface Sentence {
  readonly text: string
  readonly item: WorkItem | undefined
}

function sentences(items: readonly WorkItem[], requirements: readonly Requirement[]): readonly Sentence[] {
  return [
    ...items.map((item) => ({ text: item.title, item })),
    ...requirements.map(({ text }) => ({ text, item: undefined })),
  ]
    .map(({ text, item }) => ({ text: text.slice(0, 1000), item }))
    .filter(({ text }) => ABOUT.test(text))
}
