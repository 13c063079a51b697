import type { FileSpec, Service } from '../../src/generator/index.ts'

export function eventFiles(_: Service): readonly FileSpec[] {
  return []
}
