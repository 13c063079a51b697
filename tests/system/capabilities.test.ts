import { describe, expect, test } from 'vitest'
import type { Task } from '../../src/plan/plan.ts'
import { plan } from '../support/plan.ts'
import { build, facts, Page } from './support.ts'

function capabilitiesOf(titles: readonly string[], more: (page: Page) => Partial<Task> = () => ({})) {
  const page = new Page('tasks/prd-shop/a/1_task.md')
  const task = page.task('a-service', titles, { context: {}, ...more(page) })
  return [...build([plan([task])]).service.capabilities.keys()]
}

const requirement = (text: string) => (page: Page) => ({ requirements: [page.requirement(text)] })
const listed =
  (...lines: readonly string[]) =>
  (page: Page) => ({
    facts: facts({ project: { packages: page.packages(...lines) } }),
  })

describe('a capability is on', () => {
  test.each([
    [['REST endpoints'], ['rest']],
    [['gRPC service'], ['grpc']],
    [['Database transaction handling'], ['database']],
    [['Redis connection'], ['redis']],
    [['Cache of prices'], ['redis', 'cache']],
    [['Session store'], ['redis', 'sessions']],
    [['JWT token management'], ['jwt']],
    [['Structured logging'], ['logging']],
    [['Dockerfile'], ['docker']],
    [['Setup'], []],
    [['In-memory cache of prices'], []],
  ])('by the task %s: %s', (titles, capabilities) => {
    expect(capabilitiesOf(titles)).toEqual(capabilities)
  })

  test.each([
    ['PostgreSQL for accounts', ['database']],
    ['Redis-based session management', ['redis', 'sessions']],
    ['Runs without Redis and with no PostgreSQL', []],
    ['Sessions are signed with JWT', ['jwt']],
  ])('by the requirement %s', (text, capabilities) => {
    expect(capabilitiesOf(['Setup'], requirement(text))).toEqual(capabilities)
  })

  test('by the front matter', () => {
    expect(capabilitiesOf(['Setup'], () => ({ communication: ['rest', 'grpc'] }))).toEqual(['rest', 'grpc'])
    expect(capabilitiesOf(['Setup'], () => ({ database: 'shared' }))).toEqual(['database'])
  })

  test('a listed package is a fact only for what cuts across', () => {
    expect(capabilitiesOf(['Setup'], listed('redis', 'pyjwt', 'passlib', 'sqlalchemy', 'grpcio'))).toEqual([])
    expect(capabilitiesOf(['Setup'], listed('structlog'))).toEqual(['logging'])
    expect(capabilitiesOf(['JWT'], listed('pwdlib'))).toEqual(['jwt', 'passwords'])
  })

  test('a drawn Dockerfile counts only beside a deployment task', () => {
    const tree = () => ({ facts: facts({ tree: [{ path: 'Dockerfile' }] }) })
    expect(capabilitiesOf(['Setup'], tree)).toEqual([])
    expect(capabilitiesOf(['Setup', 'Deployment'], tree)).toEqual(['docker'])
  })

  test('an excluded task asks for nothing', () => {
    expect(capabilitiesOf(['Redis cache'], () => ({ status: 'excluded' }))).toEqual([])
  })

  test('it knows the statement that asks', () => {
    const page = new Page('tasks/prd-shop/a/1_task.md')
    const task = page.task('a', ['Setup', 'REST endpoints'])
    expect(build([plan([task])]).service.capabilities.get('rest')).toEqual(task.subtasks[1]?.origin)
  })
})

describe('pending', () => {
  test('each thing once, with its first place; what is generated is not pending', () => {
    const page = new Page('tasks/prd-shop/a/1_task.md')
    const titles = [
      'Setup',
      'Circuit breaker',
      'Docker compose, CI/CD and Kubernetes',
      'Helm chart',
      'Helm again',
    ]
    const task = page.task('a', titles)
    const { pending } = build([plan([task])]).service
    expect(pending.map(({ what }) => what)).toEqual(['Helm charts'])
    expect(pending[0]?.origin).toEqual(task.subtasks[3]?.origin)
  })
})
