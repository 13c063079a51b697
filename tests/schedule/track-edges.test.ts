import { expect, test } from 'vitest'
import { plan } from '../support/plan.ts'
import { build, task } from './plans.ts'

const CRITICAL = 'Critical Path (Sequential)'
const PARALLEL = 'Parallel Track A: Reports'

test('the critical path of a summary is a chain, parallel tracks follow it', () => {
  const built = build(
    plan([
      task('1.0', { phase: CRITICAL }, 1),
      task('2.0', { phase: CRITICAL }, 2),
      task('3.0', { phase: PARALLEL }, 3),
      task('4.0', { phase: PARALLEL }, 4),
    ]),
  )
  expect(built.edges).toEqual([
    '1.0 > 2.0 (track order :2)',
    '2.0 > 3.0 (track order :3)',
    '2.0 > 4.0 (track order :4)',
  ])
})

test('what a task says of itself, and what others unblock, leaves no track order', () => {
  const built = build(
    plan([
      task('1.0', { phase: CRITICAL, unblocks: ['3.0'] }),
      task('2.0', { phase: CRITICAL, blockedBy: [] }),
      task('3.0', { phase: CRITICAL }),
    ]),
  )
  expect(built.edges).toEqual(['1.0 > 3.0 (unblocks :1)'])
})

test.each([
  ['Integration Track (After Core Services)', ['auth/1.0 > 3.0 (track order :1)']],
  ['Integration Track (After Parallel Track)', ['mail/2.0 > 3.0 (track order :1)']],
  ['Integration Track', ['auth/1.0 > 3.0 (track order :1)', 'mail/2.0 > 3.0 (track order :1)']],
  ['Trilha de Integração (após Parallel Track)', ['mail/2.0 > 3.0 (track order :1)']],
  ['Documentation', []],
])('%s', (phase, expected) => {
  const origin = task('1.0').origin
  const built = build(
    plan(
      [
        task('1.0', { service: 'auth', phase: 'Foundation' }),
        task('2.0', { service: 'mail', phase: PARALLEL, blockedBy: [] }),
        task('3.0', { phase }),
      ],
      { services: [{ name: 'auth-service', kind: 'core', origin }] },
    ),
  )
  expect(built.edges).toEqual(expected)
})
