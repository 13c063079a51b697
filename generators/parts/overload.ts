import { can, type Part } from './part.ts'

export const loadShedding: Part = { asked: (service) => can(service, 'loadShedding') }
