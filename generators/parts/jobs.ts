import { can } from '../../src/generator/index.ts'
import { jobsOf, jobsOwner, jobsWorkerOf } from '../views/plan/jobs.ts'
import { textSetting } from '../views/service/setting.ts'
import { dev, type Part, runtime } from './part.ts'

/** Background jobs by Celery. */
export const jobs: Part = {
  asked: (service) => can(service, 'celery'),
  opens: true,
  settings: () => [textSetting('CELERY_BROKER_URL', 'redis://localhost:6379/1')],
  packages: () => [...runtime('celery[redis]'), ...dev('celery-types')],
  commands: (service) => [
    [`uv run ${jobsWorkerOf(service)?.command.join(' ')}`, 'run background jobs; needs CELERY_BROKER_URL'],
  ],
  tests: (service) => [
    { ref: { role: 'test-celery-app' }, subject: jobsOwner(service) },
    ...jobsOf(service).map(({ name: of, owner }) => ({ ref: { role: 'test-job', of }, subject: owner })),
  ],
}
