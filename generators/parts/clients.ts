import { can, type Part } from './part.ts'

export const clients: Part = { asked: (service) => can(service, 'grpcClients', 'restClients') }
