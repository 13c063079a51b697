import type { FileSpec, Service } from '../../src/generator/index.ts'

export function clientFiles(_: Service): readonly FileSpec[] {
  return []
}
