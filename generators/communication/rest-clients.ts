import type { FileSpec, Service } from '../../src/generator/index.ts'

export function restClientFiles(_: Service): readonly FileSpec[] {
  return []
}
