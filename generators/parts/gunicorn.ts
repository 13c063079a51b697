import { can } from '../../src/generator/index.ts'
import { ownerOf } from '../views/plan/owners.ts'
import { servesRest } from '../views/plan/serves-rest.ts'
import type { Part } from './part.ts'

/** Where the plan names gunicorn; beside gRPC its workers would fork around one port. */
export const gunicorn: Part = {
  asked: (service) =>
    service.project.packages.some(({ name }) => name === 'gunicorn') &&
    servesRest(service) &&
    !can(service, 'grpc'),
  commands: ({ layout }) => [
    [`uv run gunicorn ${layout.package}.main:app`, 'serve with several processes: WEB_CONCURRENCY=2'],
  ],
  tests: (service) => [{ ref: { role: 'test-gunicorn' }, subject: ownerOf(service, 'setup') }],
}
