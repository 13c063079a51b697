import type { Service } from '../../../src/generator/index.ts'

/** A plan that lists httpx at run time gets it behind the one module that names the library. */
export function listsHttpx(service: Service): boolean {
  return service.project.packages.some(({ name, group }) => name === 'httpx' && group === 'runtime')
}
