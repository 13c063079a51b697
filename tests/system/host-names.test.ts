import { describe, expect, test } from 'vitest'
import { hostName } from '../../src/system/host-names.ts'
import { plan } from '../support/plan.ts'
import { build, Page } from './support.ts'

const LONG = 'warehouse-of-everything-that-was-sold-in-the-old-town'

function taken(names: readonly string[], subtask = 'Kubernetes manifests') {
  const tasks = names.map((name, index) =>
    new Page(`tasks/prd-shop/${name}/${index + 1}_task.md`).task(name, ['Project setup', subtask]),
  )
  const { diagnostics } = build([plan(tasks, { slug: 'shop', path: 'tasks/prd-shop', facts: [] })])
  return diagnostics.filter(({ code }) => code === 'system/host-name-taken')
}

describe('the name of a service where it is deployed', () => {
  test.each([
    ['OrderService', 'order-service'],
    ['order_service', 'order-service'],
    [`${LONG}-north`, LONG.slice(0, 52).replace(/-$/, '')],
  ])('of %s is %s', (name, host) => expect(hostName(name)).toBe(host))

  test.each([[['OrderService', 'order-service']], [[`${LONG}-north`, `${LONG}-south`]]])(
    'is of one service: %j',
    (names) => {
      const [found, ...more] = taken(names)
      expect(more).toEqual([])
      expect(found?.severity).toBe('error')
      for (const name of names) expect(found?.message).toContain(`\`${name}\``)
      expect(found?.location?.path).not.toBe(found?.notes?.[0]?.location?.path)
    },
  )

  test('is nobody’s where nothing is deployed', () => {
    expect(taken(['OrderService', 'order-service'], 'Business logic')).toEqual([])
  })

  test('that differs is no matter', () => {
    expect(taken(['order-service', 'stock-service', `${LONG}-north`])).toEqual([])
  })
})
