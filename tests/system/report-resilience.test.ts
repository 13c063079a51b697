import { describe, expect, test } from 'vitest'
import type { DependencyEdge } from '../../src/plan/facts.ts'
import { SYSTEM_CODES } from '../../src/system/codes.ts'
import { plan } from '../support/plan.ts'
import { build, facts, Page } from './support.ts'

function said(titles: readonly string[], edges: readonly DependencyEdge[] = []): readonly string[] {
  const task = new Page('tasks/prd-shop/order/1_task.md')
  const own = task.task('order-service', ['Project setup', ...titles], { facts: facts({ edges }) })
  const { diagnostics } = build([plan([own], { slug: 'shop', path: 'tasks/prd-shop', facts: [] })])
  return diagnostics
    .map(({ code }) => code)
    .filter((code) => code === 'system/nothing-to-guard' || code === 'system/undefined-fallback')
}

const CALL = new Page('tasks/prd-shop/order/2_task.md').edge('rest', 'mail-service', '/mails')

describe('resilience', () => {
  test('of nothing that is called is said', () => {
    expect(said(['Circuit breaker and retry'])).toEqual(['system/nothing-to-guard'])
  })

  test('of a call needs no word', () => {
    expect(said(['Circuit breaker and retry'], [CALL])).toEqual([])
  })

  test('a fallback of nothing that is called is said once', () => {
    expect(said(['Circuit breaker with fallback'])).toEqual(['system/nothing-to-guard'])
    expect(said(['Fallback when mail is away'])).toEqual([])
  })

  test('is told without names of what is generated', () => {
    for (const { explanation } of Object.values(SYSTEM_CODES)) expect(explanation).not.toMatch(/[a-z]Error\b/)
  })

  test('a fallback is for the use case to find', () => {
    expect(said(['Fallback when mail is away'], [CALL])).toEqual(['system/undefined-fallback'])
  })
})
