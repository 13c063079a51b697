/** How the tests open the resources of the service without what stands outside it. */
import { pyStr, type RenderContext, type Service } from '../../../src/generator/index.ts'
import { partsOf } from '../../parts/index.ts'
import type { TestDouble } from '../../parts/part.ts'

/** The real servers that marked tests of this tree need. */
export function enginesOf(service: Service, context: RenderContext) {
  const engines = doublesOf(service, context).flatMap(({ server }) => (server?.marker ? [server] : []))
  return {
    engines,
    needs: engines.map(({ marker = '', variable }) => `${pyStr(marker)}: ${pyStr(variable)}`).join(', '),
  }
}

/** Markers of the whole plan, as pytest registers them. */
export function markersOf(service: Service): readonly string[] {
  return partsOf(service).flatMap(({ double: { server } = {} }) =>
    server?.marker ? [`${server.marker}: needs ${server.name}, which ${server.variable} names`] : [],
  )
}

/** Variables that put real servers in the place of the doubles. */
export function serverVariables(service: Service): readonly string[] {
  return partsOf(service).flatMap(({ double }) => double?.server?.variable ?? [])
}

function doublesOf(service: Service, context: RenderContext): readonly TestDouble[] {
  return partsOf(service)
    .flatMap(({ double, doubles }) => [...(double ? [double] : []), ...(doubles?.(service) ?? [])])
    .filter(({ role }) => context.has(role))
}

export function testDoubles(service: Service, context: RenderContext) {
  const doubles = doublesOf(service, context)
  const settings = doubles.flatMap((double) => double.settings ?? [])
  const modules = [...new Set(doubles.map(({ role }) => context.module(role)))].sort()
  // First: the others import it, and pytest rewrites only what is not imported yet.
  if (doubles.some(({ server }) => server?.marker)) modules.unshift(context.module('fixture-services'))
  return {
    plugins: modules.map(pyStr).join(', '),
    settingFixtures: settings.map(({ fixture, annotation }) => `${fixture}: ${annotation}`).join(', '),
    settingArguments: settings.map(({ name, fixture }) => `, ${name}=${fixture}`).join(''),
    activeFixtures: doubles.flatMap(({ fixture }) => (fixture ? [`, ${fixture}: None`] : [])).join(''),
  }
}
