/** Which ways of keeping records the operations of a service need of their repositories. */
import { operationsOf, type Service } from '../../../src/generator/index.ts'

export function recordKeeping(service: Service): { readonly lists: boolean; readonly deletes: boolean } {
  const kinds = new Set(operationsOf(service).flatMap(({ operations }) => operations.map(({ kind }) => kind)))
  return { lists: kinds.has('list'), deletes: kinds.has('delete') }
}
