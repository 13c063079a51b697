import { expect, test } from 'vitest'
import { ownersOf } from '../../src/system/heirs.ts'
import { plan } from '../support/plan.ts'
import { build, Page } from './support.ts'

const ownersIn = (titles: readonly string[]) => {
  const { service } = build([plan([new Page('tasks/prd-shop/a/1_task.md').task('a', titles)])])
  return (category: Parameters<typeof ownersOf>[1], ...topics: readonly string[]) =>
    ownersOf(service, category, topics).map((key) => key.replace('shop:a/', ''))
}

test('the tasks of a category own what it makes', () => {
  const owners = ownersIn(['Setup', 'Database models', 'Redis cache'])
  expect(owners('data')).toEqual(['1.2', '1.3'])
  expect(owners('data', 'redis', 'cache')).toEqual(['1.3'])
  expect(owners('data', 'nothing')).toEqual(['1.2', '1.3'])
})

test('the first topic that any task names decides', () => {
  const owners = ownersIn(['Redis connection', 'Redis session store'])
  expect(owners('data', 'session', 'redis')).toEqual(['1.2'])
  expect(owners('data', 'redis', 'session')).toEqual(['1.1', '1.2'])
})

test('a missing category goes to its first heir present', () => {
  expect(ownersIn(['Setup', 'REST endpoints'])('grpc')).toEqual(['1.2'])
  expect(ownersIn(['Setup', 'Use cases'])('data')).toEqual(['1.2'])
  expect(ownersIn(['Setup', 'REST endpoints'])('observability')).toEqual(['1.1'])
})

test('setup goes to the first task, testing and deployment to nobody', () => {
  const owners = ownersIn(['REST endpoints', 'Use cases'])
  expect(owners('setup')).toEqual(['1.1'])
  expect(owners('resilience')).toEqual(['1.1'])
  expect(owners('testing')).toEqual([])
  expect(owners('deployment')).toEqual([])
})
