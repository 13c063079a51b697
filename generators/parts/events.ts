import { can, type Part } from './part.ts'

export const events: Part = { asked: (service) => can(service, 'produces', 'consumes') }
