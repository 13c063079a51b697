import { defineGenerator } from '../src/generator/index.ts'
import { clientFiles } from './communication/clients.ts'
import { eventFiles } from './communication/events.ts'

export const communication = defineGenerator({
  category: 'communication',
  description: 'clients of other services, events',
  files: (service) => [...clientFiles(service), ...eventFiles(service)],
})
