import { composeOwner, hooksOwner, imageOwner, kubernetesOwner } from '../deployment/owners.ts'
import { answersHttp } from '../views/plan/serves-rest.ts'
import { can, dev, type Part } from './part.ts'

export const image: Part = {
  asked: (service) => can(service, 'docker'),
  tests: (service) => [{ ref: { role: 'test-dockerfile' }, subject: imageOwner(service) }],
}

export const compose: Part = {
  asked: (service) => can(service, 'compose'),
  packages: () => dev('pyyaml', 'types-pyyaml'),
  commands: () => [['docker compose up --build --wait', 'the service and its servers; needs uv.lock']],
  tests: (service) => [{ ref: { role: 'test-compose' }, subject: composeOwner(service) }],
}

export const kubernetes: Part = {
  asked: (service) => can(service, 'kubernetes'),
  packages: () => dev('pyyaml', 'types-pyyaml'),
  tests: (service) =>
    ['test-manifests', ...(answersHttp(service) ? [] : ['test-liveness'])].map((role) => ({
      ref: { role },
      subject: kubernetesOwner(service),
    })),
}

export const hooks: Part = {
  asked: (service) => can(service, 'preCommit') && hooksOwner(service) !== undefined,
  packages: () => dev('pre-commit'),
  commands: () => [['uv run pre-commit install --config .pre-commit-config.yaml', 'lint before each commit']],
}
