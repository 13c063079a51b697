import { can } from '../../src/generator/index.ts'
import { ownerAbout } from '../views/plan/owners.ts'
import { answersHttp } from '../views/plan/serves-rest.ts'
import { dev, type Part } from './part.ts'

export const image: Part = {
  asked: (service) => can(service, 'docker'),
  tests: (service) => [{ ref: { role: 'test-dockerfile' }, subject: ownerAbout(service, 'image') }],
}

export const compose: Part = {
  asked: (service) => can(service, 'compose'),
  packages: () => dev('pyyaml', 'types-pyyaml'),
  commands: () => [['docker compose up --build --wait', 'the service and its servers; needs uv.lock']],
  tests: (service) => [{ ref: { role: 'test-compose' }, subject: ownerAbout(service, 'compose') }],
}

export const kubernetes: Part = {
  asked: (service) => can(service, 'kubernetes'),
  packages: () => dev('pyyaml', 'types-pyyaml'),
  tests: (service) =>
    ['test-manifests', ...(answersHttp(service) ? [] : ['test-liveness'])].map((role) => ({
      ref: { role },
      subject: ownerAbout(service, 'kubernetes'),
    })),
}

export const hooks: Part = {
  asked: (service) => can(service, 'preCommit') && ownerAbout(service, 'hooks') !== undefined,
  packages: () => dev('pre-commit'),
  commands: () => [['uv run pre-commit install --config .pre-commit-config.yaml', 'lint before each commit']],
}
