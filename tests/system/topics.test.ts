import { describe, expect, test } from 'vitest'
import { camel } from '../../src/system/names.ts'
import { plan } from '../support/plan.ts'
import { build, facts, listOf, Page, refTo, TEXT, UUID } from './support.ts'

type Fields = Parameters<Page['schema']>[1]

/** Codes about a topic whose two ends describe it by these schemas. */
function said(...ends: readonly (readonly (readonly [name: string, fields: Fields])[])[]) {
  const tasks = ends.map((schemas, index) => {
    const page = new Page(`tasks/prd-shop/end${index}/${index + 1}_task.md`)
    const role = index === 0 ? ('produces' as const) : ('consumes' as const)
    return page.task(`end${index}-service`, ['Setup', 'Kafka events'], {
      facts: facts({
        topics: [{ topic: 'lot.moved', role, origin: page.place() }],
        schemas: schemas.map(([name, fields]) => page.schema(name, fields)),
      }),
    })
  })
  return build([plan(tasks)]).codes.filter((code) => code === 'system/topic-mismatch')
}

const BODY = camel('lot.moved')
const body = (type: Fields[string]) => [BODY, { part: type }] as const
const MISMATCH = ['system/topic-mismatch']

describe('what two services describe', () => {
  test('may name its parts otherwise, and one of them for each use', () => {
    const one = [
      [BODY, { a: refTo('Place'), b: refTo('Place') }],
      ['Place', { code: TEXT }],
    ] as const
    const two = [
      [BODY, { b: refTo('To'), a: refTo('From') }],
      ['From', { code: TEXT }],
      ['To', { code: TEXT }],
    ] as const
    expect(said(one, two)).toEqual([])
    expect(said(one, [...two.slice(0, 2), ['To', { code: UUID }]])).toEqual(MISMATCH)
    expect(said([body({ kind: 'object', values: refTo('A') }), ['A', { code: TEXT }]], two)).toEqual(MISMATCH)
  })

  test('may contain itself, in a longer circle too', () => {
    const own = [body(refTo('Node')), ['Node', { next: refTo('Node'), list: listOf(TEXT) }]] as const
    const longer = (list: Fields[string]) =>
      [
        body(refTo('First')),
        ['First', { next: refTo('Second'), list: listOf(TEXT) }],
        ['Second', { next: refTo('First'), list }],
      ] as const
    expect(said(own, longer(listOf(TEXT)))).toEqual([])
    expect(said(own, longer(TEXT))).toEqual(MISMATCH)
  })

  test('may be deep', () => {
    const deep = (last: string) => [
      body(refTo('S0')),
      ...Array.from(
        { length: 2000 },
        (_, n) => [`S${n}`, { a: refTo(`S${n + 1}`), b: refTo(`S${n + 1}`) }] as const,
      ),
      ['S2000', { [last]: TEXT }] as const,
    ]
    expect(said(deep('x'), deep('x'))).toEqual([])
    expect(said(deep('x'), deep('y'))).toEqual(MISMATCH)
  })
})

test('a topic that nobody else of the plan has is said at its end', () => {
  const alone = (role: 'produces' | 'consumes') => {
    const page = new Page('tasks/prd-shop/stock/1_task.md')
    const topics = [{ topic: 'lot.moved', role, origin: page.place() }]
    const other = new Page('tasks/prd-shop/orders/2_task.md').task('orders-service', ['Setup'])
    return build([plan([page.task('stock-service', ['Kafka events'], { facts: facts({ topics }) }), other])])
  }
  expect(alone('produces').codes).toContain('system/topic-without-consumer')
  expect(alone('consumes').codes).toContain('system/topic-without-producer')
})
