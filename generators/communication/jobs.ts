/** Celery: the application, the tasks the plan names, their tests. */
import { type FileSpec, filesOf, type Service } from '../../src/generator/index.ts'
import { type JobView, jobsOf, jobsOwner, jobsWorkerOf } from '../views/plan/jobs.ts'
import { testDoubles } from '../views/tests/test-doubles.ts'
import { taskMark, testOwners } from '../views/tests/test-file.ts'

export function jobFiles(service: Service): readonly FileSpec[] {
  const worker = jobsWorkerOf(service)
  if (!worker) return []
  const file = filesOf(service, 'communication')
  const jobs = jobsOf(service)
  const owner = jobsOwner(service)
  const owners = [owner, ...jobs.map((job) => job.owner)]
  return [
    file('src/tasks/__init__.py', { role: 'tasks-package', follows: ['celery-app'] }),
    file('src/tasks/celery_app.py', {
      role: 'celery-app',
      owners,
      view: () => ({ command: worker.command.join(' ') }),
    }),
    file('tests/unit/test_celery_app.py', {
      role: 'test-celery-app',
      owners: testOwners(service, owner),
      requires: ['celery-app'],
      view: (context) => ({
        jobs: jobs.filter(({ name: of }) => context.has({ role: 'job', of })),
        activeFixtures: testDoubles(service, context).activeFixtures,
      }),
    }),
    ...jobs.flatMap((job) => filesOfJob(service, job)),
  ]
}

function filesOfJob(service: Service, job: JobView): readonly FileSpec[] {
  const file = filesOf(service, 'communication')
  const { name, owner } = job
  return [
    file(`src/tasks/${name}.py`, {
      role: 'job',
      of: name,
      template: 'communication/src/tasks/job.py',
      owners: [owner],
      requires: ['celery-app'],
      view: () => ({ job, task: owner ?? '' }),
    }),
    file(`tests/jobs/test_${name}.py`, {
      role: 'test-job',
      of: name,
      template: 'communication/tests/jobs/test_job.py',
      owners: testOwners(service, owner),
      requires: [{ role: 'job', of: name }],
      view: () => ({ job, mark: taskMark(service, { ref: { role: 'test-job', of: name }, subject: owner }) }),
    }),
  ]
}
