/** Tests of the use cases of one group: what a contract says of results that a second call can see. */
import type { Service } from '../../../src/generator/index.ts'
import { type GroupView, type OperationView, schemaLookup } from '../contract/groups.ts'
import {
  bodyModel,
  type Collection,
  collectionsOf,
  collectionTests,
  createdHelper,
  type HelperView,
  type Material,
  type UseCaseTest,
} from './collection-tests.ts'
import { isSampleable } from './samples.ts'
import { type Constant, ConstantPool, parameterValue } from './samples-of.ts'

export interface ServiceTests {
  readonly constants: readonly Constant[]
  readonly helpers: readonly HelperView[]
  readonly tests: readonly UseCaseTest[]
}

export function serviceTestsOf(service: Service, group: GroupView): ServiceTests {
  const material = { lookup: schemaLookup(service), pool: new ConstantPool() }
  const usable = group.operations.filter((view) =>
    view.parameters.every(({ type }) => isSampleable(type, material.lookup)),
  )
  const collections = collectionsOf(usable, material.lookup)
  const helpers = collections.map((collection) => createdHelper(collection, material))
  const tests = [
    ...collections.flatMap((collection) => collectionTests(collection, material)),
    ...usable.flatMap((view) => [
      ...successTest(view, collections, material),
      ...refusalTest(view, collections, material),
    ]),
  ]
  return { constants: material.pool.all, helpers, tests }
}

/**
 * Where nothing is stored, an operation with a documented 404 finds nothing, and one that documents a 401 without
 * being secured, such as one that takes credentials, refuses. What a collection test already shows is left out.
 */
function refusalTest(
  view: OperationView,
  collections: readonly Collection[],
  material: Material,
): readonly UseCaseTest[] {
  const covered = collections.some(({ get, update }) => view === get || view === update)
  const call = `await service.${view.name}(${allArguments(view, material)})`
  const takesSomething = view.parameters.length > 0
  if (view.absent && takesSomething && !covered) {
    const check = view.result === undefined ? `assert not ${call}` : `assert ${call} is None`
    return [{ name: `${view.name}_finds_nothing`, lines: [check] }]
  }
  const refused = view.errors.find(({ status }) => status === 401)
  if (refused && takesSomething && !view.operation.endpoint?.secured) {
    const lines = [`with pytest.raises(${refused.className}):`, `    ${call}`]
    return [{ name: `${view.name}_refuses_the_unknown`, lines }]
  }
  return []
}

/**
 * A task is not done by refusing everything. Where no document says what has to be there for an operation to
 * succeed, its test asks for it: red at the stub, then by assertion, until somebody states it.
 */
function successTest(
  view: OperationView,
  collections: readonly Collection[],
  material: Material,
): readonly UseCaseTest[] {
  const shown = collections.flatMap((one) => [one.create, one.list, one.get, one.update, one.delete])
  const isStream = view.streams || view.operation.rpc?.rpc.requestStream
  if (shown.includes(view) || isStream) return []
  const call = `await service.${view.name}(${allArguments(view, material)})`
  const nothing = view.result === undefined && !view.absent
  return [
    {
      name: `${view.name}_succeeds`,
      arranged: true,
      lines: [
        '"""The plan does not say what this needs: arrange it before the call, then state the result."""',
        nothing ? call : `result = ${call}`,
        nothing
          ? 'pytest.fail("state what is different now")'
          : 'pytest.fail(f"state what this has to be: {result!r}")',
      ],
    },
  ]
}

function allArguments(view: OperationView, material: Material): string {
  return view.parameters
    .map((parameter) =>
      parameter === view.body
        ? bodyModel(parameter, 0, material)
        : parameterValue(parameter, 2, material.lookup),
    )
    .join(', ')
}
