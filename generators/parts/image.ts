import { deploymentOwner } from '../views/owners.ts'
import { can, type Part } from './part.ts'

export const image: Part = {
  asked: (service) => can(service, 'docker'),
  tests: (service) => [{ ref: { role: 'test-dockerfile' }, subject: deploymentOwner(service) }],
}
