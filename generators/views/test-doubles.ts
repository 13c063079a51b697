/** How the tests open the resources of the service without what stands outside it. */
import { pyStr, type RenderContext, type Service } from '../../src/generator/index.ts'
import { partsOf } from '../parts/index.ts'

export function testDoubles(service: Service, context: RenderContext) {
  const doubles = partsOf(service).flatMap(({ double }) => (double && context.has(double.role) ? double : []))
  const settings = doubles.flatMap((double) => double.settings ?? [])
  const modules = [...new Set(doubles.map(({ role }) => context.module(role)))]
  return {
    plugins: modules.sort().map(pyStr).join(', '),
    settingFixtures: settings.map(({ fixture, annotation }) => `${fixture}: ${annotation}`).join(', '),
    settingArguments: settings.map(({ name, fixture }) => `, ${name}=${fixture}`).join(''),
    activeFixtures: doubles.flatMap(({ fixture }) => (fixture ? [`, ${fixture}: None`] : [])).join(''),
  }
}
