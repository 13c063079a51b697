/** Tests of the use cases of one group: what a contract says of results that a second call can see. */
import { type DataType, pyStr, type Schema, type Service, snake } from '../../src/generator/index.ts'
import { type GroupView, type OperationView, type ParameterView, schemaLookup } from './groups.ts'
import { pyAttribute } from './python-names.ts'
import { isSampleable, type SchemaLookup, sampleOf } from './samples.ts'
import { type Constant, ConstantPool, modelValue, parameterValue } from './samples-of.ts'

export interface HelperView {
  readonly name: string
  readonly doc: string
  readonly returns: string
  readonly lines: readonly string[]
}

export interface ServiceTests {
  readonly constants: readonly Constant[]
  readonly helpers: readonly HelperView[]
  readonly tests: readonly {
    readonly name: string
    readonly lines: readonly string[]
    /** Takes the resources, to arrange what the plan does not say. */
    readonly arranged?: boolean
  }[]
}

interface Material {
  readonly lookup: SchemaLookup
  readonly pool: ConstantPool
}

/** The operations of one collection: what can be created, seen, changed and deleted. */
interface Collection {
  readonly schema: Schema
  /** Python attribute of the key. */
  readonly key: string
  readonly word: string
  readonly create: OperationView
  readonly list: OperationView | undefined
  readonly get: OperationView | undefined
  readonly update: OperationView | undefined
  readonly delete: OperationView | undefined
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

function collectionsOf(views: readonly OperationView[], lookup: SchemaLookup): readonly Collection[] {
  return views.flatMap((create) => {
    const { kind, resource } = create.operation
    const schema = resource && lookup(resource.schema)
    if (kind !== 'create' || !schema || !resource.key || !create.body || create.parameters.length !== 1)
      return []
    const of = (wanted: string) =>
      views.find(
        ({ operation }) =>
          operation.kind === wanted && operation.resource?.collection === resource.collection,
      )
    const plain = (view: OperationView | undefined, parameters: number) =>
      view && view.parameters.filter(({ source }) => source?.in === 'path').length === parameters
        ? view
        : undefined
    return [
      {
        schema,
        key: pyAttribute(resource.key.field),
        word: snake(resource.schema),
        create,
        list: plain(of('list'), 0),
        get: plain(of('get'), 1),
        update: plain(of('update'), 1),
        delete: plain(of('delete'), 1),
      },
    ]
  })
}

/** Model expression of the body sample `n` of an operation, its JSON held by a constant. */
function bodyModel(body: ParameterView, n: number, { lookup, pool }: Material): string {
  const json = sampleOf(body.type, n, lookup)
  const word = body.type.kind === 'ref' ? snake(body.type.name) : 'value'
  return modelValue(body.type, pool.named(word, n, json), json)
}

/** Fields that a request and the resource share, in the order of the request. */
function echoed(type: DataType | undefined, resource: Schema, lookup: SchemaLookup): readonly string[] {
  const request = type?.kind === 'ref' ? lookup(type.name) : undefined
  const known = new Set(resource.fields.map(({ name }) => name))
  return (request?.fields ?? [])
    .map(({ name }) => name)
    .filter((name) => known.has(name))
    .map(pyAttribute)
}

function createdHelper(collection: Collection, material: Material): HelperView {
  const { word, schema, create, key } = collection
  const shared = echoed(create.body?.type, schema, material.lookup)
  const requests = [0, 1].map((n) => (create.body ? bodyModel(create.body, n, material) : ''))
  return {
    name: `create_two_${word}s`,
    doc: `Create two that differ.`,
    returns: `tuple[${schema.name}, ${schema.name}]`,
    lines: [
      `requests = [${requests.join(', ')}]`,
      `first, second = [await service.${create.name}(request) for request in requests]`,
      ...(shared.length === 0
        ? []
        : [
            `echoed = {${shared.map(pyStr).join(', ')}}`,
            `assert [item.model_dump(include=echoed) for item in (first, second)] == [request.model_dump(include=echoed) for request in requests]`,
          ]),
      `assert first.${key} != second.${key}`,
      `return first, second`,
    ],
  }
}

function collectionTests(collection: Collection, material: Material): ServiceTests['tests'] {
  const { create, list, get, update, word, key } = collection
  const two = `first, second = await create_two_${word}s(service)`
  const removed = collection.delete
  return [
    { name: create.name, lines: [`await create_two_${word}s(service)`] },
    ...(list
      ? [
          {
            name: list.name,
            lines: [
              two,
              `listed = await service.${list.name}(${otherArguments(list, undefined, material)})`,
              `assert {item.${key} for item in listed} == {first.${key}, second.${key}}`,
              `assert first in listed`,
              `assert second in listed`,
            ],
          },
        ]
      : []),
    ...(get ? [{ name: get.name, lines: [two, ...getLines(get, key, material)] }] : []),
    ...(update ? [{ name: update.name, lines: [two, ...updateLines(collection, update, material)] }] : []),
    ...(removed ? [{ name: removed.name, lines: [two, ...deleteLines(collection, removed, material)] }] : []),
  ]
}

function getLines(get: OperationView, key: string, material: Material): readonly string[] {
  return [
    ...['first', 'second'].map(
      (item) =>
        `assert await service.${get.name}(${otherArguments(get, `${item}.${key}`, material)}) == ${item}`,
    ),
    ...(get.absent
      ? [
          `assert await service.${get.name}(${otherArguments(get, unknownKey(get, material), material)}) is None`,
        ]
      : []),
  ]
}

function updateLines(collection: Collection, update: OperationView, material: Material): readonly string[] {
  const { schema, key, get } = collection
  const shared = echoed(update.body?.type, schema, material.lookup)
  const request = update.body ? bodyModel(update.body, 2, material) : 'None'
  return [
    `request = ${request}`,
    `changed = await service.${update.name}(${otherArguments(update, `first.${key}`, material, 'request')})`,
    ...(update.absent ? [`assert changed is not None`] : []),
    `assert changed.${key} == first.${key}`,
    ...(shared.length === 0
      ? []
      : [
          `echoed = {${shared.map(pyStr).join(', ')}}`,
          `assert changed.model_dump(include=echoed) == request.model_dump(include=echoed)`,
        ]),
    ...(get
      ? [
          `assert await service.${get.name}(${otherArguments(get, `first.${key}`, material)}) == changed`,
          `assert await service.${get.name}(${otherArguments(get, `second.${key}`, material)}) == second`,
        ]
      : []),
    ...(update.absent
      ? [
          `assert await service.${update.name}(${otherArguments(update, unknownKey(update, material), material, 'request')}) is None`,
        ]
      : []),
  ]
}

function deleteLines(collection: Collection, removed: OperationView, material: Material): readonly string[] {
  const { key, get, list } = collection
  const call = `service.${removed.name}(${otherArguments(removed, `first.${key}`, material)})`
  return [
    removed.absent ? `assert await ${call}` : `await ${call}`,
    ...(get?.absent
      ? [`assert await service.${get.name}(${otherArguments(get, `first.${key}`, material)}) is None`]
      : []),
    ...(get
      ? [`assert await service.${get.name}(${otherArguments(get, `second.${key}`, material)}) == second`]
      : []),
    ...(list
      ? [
          `listed = await service.${list.name}(${otherArguments(list, undefined, material)})`,
          `assert first not in listed`,
          `assert second in listed`,
        ]
      : []),
    ...(removed.absent && removed.result === undefined ? [`assert not await ${call}`] : []),
  ]
}

/** Arguments of a call: the key for the path parameter, None for optional ones, samples for the rest. */
function otherArguments(
  view: OperationView,
  key: string | undefined,
  { lookup }: Material,
  body?: string,
): string {
  return view.parameters
    .map((parameter) => {
      if (parameter === view.body) return body ?? 'None'
      if (parameter.source?.in === 'path') return key ?? parameterValue(parameter, 0, lookup)
      return parameter.source?.required ? parameterValue(parameter, 0, lookup) : 'None'
    })
    .join(', ')
}

function unknownKey(view: OperationView, { lookup }: Material): string {
  const path = view.parameters.find(({ source }) => source?.in === 'path')
  return path ? parameterValue(path, 2, lookup) : 'None'
}

/**
 * Where nothing is stored, an operation with a documented 404 finds nothing, and one that documents a 401 without
 * being secured, such as one that takes credentials, refuses. What a collection test already shows is left out.
 */
function refusalTest(
  view: OperationView,
  collections: readonly Collection[],
  material: Material,
): ServiceTests['tests'] {
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
): ServiceTests['tests'] {
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
