import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/plan/plan.ts'
import { operationsOf } from '../../src/system/operations.ts'
import type { System } from '../../src/system/system.ts'
import { plan } from '../support/plan.ts'
import { libraryPlan, parcelPlan } from './examples.ts'
import { build, facts, Page } from './support.ts'

/** Words of the examples that are names; renamed wherever they occur, in each spelling. */
const NAMES = [
  'lending',
  'lend',
  'member',
  'book',
  'borrowing',
  'loan',
  'close',
  'parcel',
  'weigh',
  'label',
  'grams',
]

const syllables = ['ba', 'ko', 'ru', 'ti', 'zu', 'mo', 'fe', 'xi'] as const
const word = fc
  .array(fc.constantFrom(...syllables), { minLength: 2, maxLength: 5 })
  .map((parts) => parts.join(''))
const renaming = fc
  .uniqueArray(word, { minLength: NAMES.length, maxLength: NAMES.length })
  .map((words) => new Map(NAMES.map((name, index) => [name, words[index] ?? name])))

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const PATTERN = new RegExp(`${[...NAMES].sort((a, b) => b.length - a.length).join('|')}`, 'gi')

function rename<T>(value: T, names: ReadonlyMap<string, string>): T {
  const renamed = (text: string) =>
    text.replace(PATTERN, (found) => {
      const name = names.get(found.toLowerCase()) ?? found
      return found === found.toLowerCase() ? name : capital(name)
    })
  return JSON.parse(JSON.stringify(value), (_, item) => (typeof item === 'string' ? renamed(item) : item))
}

/** Everything the stage decides, maps and operations included, as plain data. */
function essence(system: System): unknown {
  return {
    name: system.name,
    services: system.services.map((service) => ({
      ...service,
      sources: [...service.sources].sort(),
      capabilities: [...service.capabilities],
      operations: operationsOf(service).map((group) => ({
        ...group,
        operations: group.operations.map(({ endpoint, rpc, ...operation }) => ({
          ...operation,
          path: endpoint?.path,
          rpc: rpc?.rpc.name,
        })),
      })),
    })),
    shared: system.shared,
  }
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value))
const built = (plans: readonly Plan[]) => plain(essence(build(plans).system))

describe('the system', () => {
  test.each([
    ['one edge', parcelPlan],
    ['both edges', libraryPlan],
  ])('of a renamed plan is the renamed system: %s', (_, make) => {
    fc.assert(
      fc.property(renaming, (names) => {
        expect(built([rename(make(), names)])).toEqual(rename(built([make()]), names))
      }),
      { numRuns: 30 },
    )
  })

  test('does not depend on the order of plans, tasks and documents', () => {
    const tasks = ['a/2', 'a/10', 'b/3', 'b/4'].map((name) => {
      const page = new Page(`tasks/prd-shop/${name}_task.md`)
      return page.task(`${name.charAt(0)}-service`, ['Setup', 'REST endpoints'], {
        requirements: [page.requirement(`Redis for ${name}`)],
        facts: facts({ edges: [page.edge('grpc', 'x', 'Run')] }),
      })
    })
    const documents = ['a', 'b', 'a/more'].map((place) => {
      const name = place.charAt(0)
      const page = new Page(`tasks/prd-shop/services/${place}/design.md`)
      return facts({
        service: `${name}-service`,
        endpoints: [page.endpoint('GET', `/${place}`), page.endpoint('POST', `/${place}`)],
        protos:
          place === name
            ? [page.proto({ services: [page.protoService(`${name.toUpperCase()}Service`)] })]
            : [],
      })
    })
    const common = ['a/10', 'b/9', 'a/8'].map((place) => {
      const page = new Page(`tasks/prd-shop/${place}_task.md`)
      return page.task(undefined, ['Proto definitions', 'Common library'], { scope: 'shared' })
    })
    tasks.push(...common)
    const others = [parcelPlan(), libraryPlan()]
    const expected = built([plan(tasks, { facts: documents, path: 'tasks/prd-z', slug: 'z' }), ...others])
    const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length })
    fc.assert(
      fc.property(shuffled(tasks), shuffled(documents), fc.boolean(), (some, told, last) => {
        const own = plan(some, { facts: told, path: 'tasks/prd-z', slug: 'z' })
        expect(built(last ? [...others, own] : [own, ...[...others].reverse()])).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  test('is the same twice', () => {
    expect(built([libraryPlan()])).toEqual(built([libraryPlan()]))
  })
})
