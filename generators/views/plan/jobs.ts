/** Background jobs as their modules name them, and the worker that runs them. */
import type { Service } from '../../../src/generator/index.ts'
import { ownerAbout } from './owners.ts'

export interface JobView {
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

export function jobsWorkerOf({ capabilities, layout }: Service): JobsWorker | undefined {
  if (!capabilities.has('celery')) return undefined
  return { command: ['celery', '--app', `${layout.package}.tasks.celery_app`, 'worker'] }
}

/** Key of the task that asks for background jobs. */
export function jobsOwner(service: Service): string | undefined {
  return service.jobs.item ?? ownerAbout(service, 'jobs')
}

export function jobsOf(service: Service): readonly JobView[] {
  if (!service.capabilities.has('celery')) return []
  return service.jobs.named.map(({ name, text, item }) => ({
    name,
    doc: docOf(text),
    owner: item ?? jobsOwner(service),
  }))
}

/** One line that ends in a full stop. */
function docOf(text: string): string {
  const line = text
    .replaceAll('`', '')
    .trim()
    .replace(/[.:;]$/, '')
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}.`
}
