/** Background jobs: the tasks that a plan names, and the worker that runs them. */
import {
  type Capability,
  isPythonIdentifier,
  type Service,
  type WorkItem,
} from '../../../src/generator/index.ts'
import { ownerAbout } from './owners.ts'

export interface Job {
  /** `send_report`. */
  readonly name: string
  /** The sentence that names it. */
  readonly doc: string
  readonly owner: string | undefined
}

/** How the worker is started: one container beside the service. */
export interface JobsWorker {
  readonly command: readonly string[]
}

const JOBS: Capability = 'celery'
const ABOUT = /celery|background jobs?/i

/** Settings of Celery, and names that the modules of jobs use themselves. */
const TAKEN =
  /^(?:task|worker|broker|result|beat|celery)_|^(?:acks_late|reject_on_worker_lost|visibility_timeout|shared_task|not_implemented)$/

export function jobsWorkerOf({ capabilities, layout }: Service): JobsWorker | undefined {
  if (!capabilities.has(JOBS)) return undefined
  return { command: ['celery', '--app', `${layout.package}.tasks.celery_app`, 'worker'] }
}

/** Key of the task that asks for background jobs. */
export function jobsOwner(service: Service): string | undefined {
  const named = service.items.find(({ title, excluded }) => !excluded && ABOUT.test(title))
  return named?.key ?? ownerAbout(service, 'jobs')
}

/** `send_report` where a sentence about Celery names it in backticks. Nothing else is a task. */
export function jobsOf(service: Service): readonly Job[] {
  if (!service.capabilities.has(JOBS)) return []
  const found = new Map<string, Job>()
  for (const { text, item } of sentences(service)) {
    for (const [, name = ''] of text.matchAll(/`([a-z][a-z0-9_]{2,60})(?:\(\))?`/g)) {
      const isName = name.includes('_') && !TAKEN.test(name) && isPythonIdentifier(name)
      if (!isName || found.has(name)) continue
      found.set(name, { name, doc: docOf(text), owner: item?.key ?? jobsOwner(service) })
    }
  }
  return [...found.values()]
}

interface Sentence {
  readonly text: string
  readonly item: WorkItem | undefined
}

function sentences(service: Service): readonly Sentence[] {
  const items = service.items.filter(({ excluded }) => !excluded)
  return [
    ...items.map((item) => ({ text: item.title, item })),
    ...service.requirements.map(({ text }) => ({ text, item: undefined })),
  ]
    .map(({ text, item }) => ({ text: text.slice(0, 1000), item }))
    .filter(({ text }) => ABOUT.test(text))
}

/** One line that ends in a full stop. */
function docOf(text: string): string {
  const line = text
    .replaceAll('`', '')
    .trim()
    .replace(/[.:;]$/, '')
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}.`
}
