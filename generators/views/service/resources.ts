/** What the process opens, and what tells that it does not answer. */
import type { RenderContext, Service } from '../../../src/generator/index.ts'
import { partsOf } from '../../parts/index.ts'
import type { OutageError, ResourceField } from '../../parts/part.ts'
import { groupsOf } from '../contract/groups.ts'
import { renderedGroups } from './ports.ts'

/** Fields of `Resources` in the order of the parts, the use cases last. */
export function resourceFields(service: Service, context: RenderContext): readonly ResourceField[] {
  return [
    ...partsOf(service).flatMap((part) => part.resources?.(service, context) ?? []),
    ...renderedGroups(groupsOf(service), context).map(({ name, attribute, className }) => ({
      name: attribute,
      annotation: className,
      imports: [`from ${context.module({ role: 'service', of: name })} import ${className}`],
    })),
  ]
}

/** The exceptions of dependencies that do not answer, each with its import. */
export function outagesOf(service: Service, context: RenderContext) {
  return partsOf(service)
    .flatMap(({ outages }) => (outages && context.has(outages.role) ? outages.errors : []))
    .map(({ module, name, alias }: OutageError) => ({
      name: alias ?? name,
      statement: `from ${module} import ${name}${alias === undefined ? '' : ` as ${alias}`}`,
    }))
}
