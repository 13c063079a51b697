/** Whether the plan says how fast the service has to be, or lists the packages that make its server fast. */
import type { Service } from '../../../src/generator/index.ts'

export function demandsSpeed({ slo, capabilities, project }: Service): boolean {
  return (
    slo !== undefined ||
    capabilities.has('loadTests') ||
    project.packages.some(({ name, extras }) => name === 'uvicorn' && extras.includes('standard'))
  )
}
