import { can, type Part } from './part.ts'

export const jobs: Part = { asked: (service) => can(service, 'celery') }
