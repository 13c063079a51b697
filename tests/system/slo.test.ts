import { expect, test } from 'vitest'
import { foldText } from '../../src/system/folded-text.ts'
import { findSlo } from '../../src/system/slo.ts'
import type { Statement } from '../../src/system/statements.ts'

const ORIGIN = { path: 'tasks/a/1_task.md', start: { line: 1, column: 1 }, end: { line: 1, column: 2 } }

const said = (kind: Statement['kind'], text: string): Statement => ({
  kind,
  folded: foldText(text),
  origin: ORIGIN,
})

test.each([
  ['All endpoints answer with <50ms p99 latency', undefined, 50],
  ['p99 latency below 0.2 s', undefined, 200],
  ['Load testing (1000 RPS target)', 1000, undefined],
  ['Sustains 1,500 requests per second at 20 ms p99', 1500, 20],
  ['Answers 5 requests', undefined, undefined],
])('of %s', (text, rate, p99) => {
  const slo = findSlo([said('criterion', text)])
  expect([slo?.requestsPerSecond?.value, slo?.p99?.value]).toEqual([rate, p99])
})

test('prose describes and demands nothing', () => {
  expect(findSlo([said('prose', '900 rps')])).toBeUndefined()
})
