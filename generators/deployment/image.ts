/** The image of a service. */
import { can, type FileSpec, filesOf, jsonStr, type Service } from '../../src/generator/index.ts'
import { gunicorn } from '../parts/gunicorn.ts'
import versions from '../versions.json' with { type: 'json' }
import { workerOf } from '../views/events/worker.ts'
import { ownerAbout } from '../views/plan/owners.ts'
import { answersHttp } from '../views/plan/serves-rest.ts'
import { traitsOf } from '../views/plan/traits.ts'
import { imageContext } from '../views/service/image-context.ts'
import { settingsOf } from '../views/service/settings.ts'
import { testOwners } from '../views/tests/test-file.ts'
import { listenSettings, servingPorts } from './environment.ts'

export function imageFiles(service: Service): readonly FileSpec[] {
  const owner = ownerAbout(service, 'image')
  if (!can(service, 'docker') || owner === undefined) return []
  const file = filesOf(service, 'deployment')
  const traits = traitsOf(service)
  const main = `${service.layout.package}.main`
  const production = settingsOf(service).some(({ name }) => name === 'ENVIRONMENT')
  return [
    file('Dockerfile', {
      role: 'dockerfile',
      owners: [owner],
      view: () => ({
        ...traits,
        ...imageContext(service),
        uv: versions.uv,
        python: versions.images.python,
        environment: [
          ...(production ? ['ENVIRONMENT=production'] : []),
          ...listenSettings(service).map((name) => `${name}=0.0.0.0`),
        ].join(' '),
        command: (gunicorn.asked(service) ? ['gunicorn', `${main}:app`] : ['python', '-m', main])
          .map(jsonStr)
          .join(', '),
        ports: servingPorts(service)
          .map(({ number }) => number)
          .join(' '),
      }),
    }),
    file(service.library ? 'Dockerfile.dockerignore' : '.dockerignore', {
      role: 'dockerignore',
      template: 'deployment/__dot__dockerignore',
      follows: ['dockerfile'],
      view: () => ({ ...traits, ...imageContext(service) }),
    }),
    file('src/core/healthcheck.py', {
      role: 'healthcheck',
      follows: ['dockerfile'],
      view: () => ({ rest: answersHttp(service), worker: workerOf(service) }),
    }),
    file('tests/unit/test_dockerfile.py', {
      role: 'test-dockerfile',
      owners: testOwners(service, owner),
      requires: ['dockerfile'],
      view: () => ({
        portSettings: servingPorts(service).map(({ setting }) => setting),
        rest: traits.rest,
        worker: workerOf(service),
      }),
    }),
  ]
}
