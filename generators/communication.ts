import { defineGenerator } from '../src/generator/index.ts'
import { clientFiles } from './communication/clients.ts'
import { eventFiles } from './communication/events.ts'
import { jobFiles } from './communication/jobs.ts'
import { copyFiles } from './shared/copies.ts'

export const communication = defineGenerator({
  category: 'communication',
  description: 'clients of other services, events, background jobs, copies of shared contracts',
  files: (service) => [
    ...clientFiles(service),
    ...eventFiles(service),
    ...jobFiles(service),
    ...copyFiles(service),
  ],
})
