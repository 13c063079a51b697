import { can, type Part } from './part.ts'

export const loadTests: Part = { asked: (service) => can(service, 'loadTests') }
