/** Tests of the operations of one collection: what is created is listed, found, changed and gone. */
import { type DataType, pyStr, type Schema, snake } from '../../../src/generator/index.ts'
import type { OperationView, ParameterView } from '../contract/groups.ts'
import { pyAttribute } from '../python/names.ts'
import type { SchemaLookup } from './sample-size.ts'
import { sampleOf } from './samples.ts'
import { type ConstantPool, modelValue, parameterValue } from './samples-of.ts'

export interface HelperView {
  readonly name: string
  readonly doc: string
  readonly returns: string
  readonly lines: readonly string[]
}

export interface UseCaseTest {
  readonly name: string
  readonly lines: readonly string[]
  /** Takes the resources, to arrange what the plan does not say. */
  readonly arranged?: boolean
}

/** What the samples of one test module are made of. */
export interface Material {
  readonly lookup: SchemaLookup
  readonly pool: ConstantPool
}

/** The operations of one collection: what can be created, seen, changed and deleted. */
export interface Collection {
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

export function collectionsOf(views: readonly OperationView[], lookup: SchemaLookup): readonly Collection[] {
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
export function bodyModel(body: ParameterView, n: number, { lookup, pool }: Material): string {
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

export function createdHelper(collection: Collection, material: Material): HelperView {
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

export function collectionTests(collection: Collection, material: Material): readonly UseCaseTest[] {
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
