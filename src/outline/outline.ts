/** Generators × system → every path with its owner tasks, without text. */
import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import type { FileSpec, Generator, ServiceGenerator } from '../generator/index.ts'
import type { System } from '../system/system.ts'
import { CODES } from './codes.ts'

/** Files in the order of services, generators and declaration. Paths claimed twice are reported and left out. */
export function outline(
  generators: readonly Generator[],
  system: System,
  diagnostics: Diagnostics,
): readonly FileSpec[] {
  const claimed = new Map<string, FileSpec>()
  const specs: FileSpec[] = []
  for (const service of system.services)
    for (const generator of generators.filter(isOfServices))
      for (const found of generator.findings?.(service) ?? []) diagnostics.add(found)
  for (const spec of declared(generators, system)) {
    const key = spec.path.normalize('NFC').toLowerCase()
    const first = claimed.get(key)
    if (first && !mayShare(first, spec)) {
      report(first, spec, diagnostics)
      continue
    }
    claimed.set(key, spec)
    specs.push(spec)
  }
  return specs
}

function declared(generators: readonly Generator[], system: System): readonly FileSpec[] {
  const own = generators.filter(isOfServices)
  const ofServices = system.services.flatMap((service) =>
    own.flatMap((generator) => generator.files(service)),
  )
  const shared = generators.flatMap((generator) => (isOfServices(generator) ? [] : [generator]))
  return [
    ...ofServices.map((spec) => shared.reduce((found, generator) => generator.adopt?.(found) ?? found, spec)),
    ...shared.flatMap((generator) => generator.files(system, ofServices)),
  ]
}

function isOfServices(generator: Generator): generator is ServiceGenerator {
  return generator.scope !== 'system'
}

function mayShare(first: FileSpec, second: FileSpec): boolean {
  return first.scope === second.scope && first.path === second.path && first.path.endsWith('.py')
}

function report(first: FileSpec, second: FileSpec, diagnostics: Diagnostics): void {
  const owner = (spec: FileSpec) =>
    `${spec.scope.name} (${spec.ref.role}${spec.ref.of ? ` ${spec.ref.of}` : ''})`
  diagnostics.add(
    diagnostic(CODES, 'render/path-claimed-twice', {
      message: `\`${second.path}\` is the file of ${owner(first)} and of ${owner(second)}`,
      location: second.scope.items[0]?.origin,
      hint: 'name another path in the plan',
    }),
  )
}
