import { describe, expect, test } from 'vitest'
import { classify } from '../../src/system/classify.ts'
import type { Category } from '../../src/system/work-item.ts'
import { plan } from '../support/plan.ts'
import { build, Page } from './support.ts'

const TABLE: readonly (readonly [string, Category])[] = [
  ['Project setup with UV and dependencies', 'setup'],
  ['gRPC service implementation', 'grpc'],
  ['FastAPI REST endpoints', 'api'],
  ['JWT token management', 'logic'],
  ['Database models and migrations', 'data'],
  ['Redis session store', 'data'],
  ['Unit and integration tests', 'testing'],
  ['Dockerfile and K8s manifests', 'deployment'],
  ['Business logic of the ledger', 'logic'],
  ['Ledger service and its use cases', 'logic'],
  ['Pydantic request/response models', 'api'],
  ['POST /api/v1/ledgers', 'api'],
  ['Write src/models/ledger.py', 'data'],
  ['Describe the service in proto/ledger.proto', 'grpc'],
  ['Kafka consumer of payments', 'communication'],
  ['gRPC clients for the user service', 'communication'],
  ['Circuit breaker and retries', 'resilience'],
  ['Health checks', 'resilience'],
  ['Prometheus metrics and tracing', 'observability'],
  ['Structured logging', 'observability'],
  ['Tests of the Redis session store', 'testing'],
  ['Test the REST endpoints and the gRPC service', 'testing'],
  ['Configuração do projeto', 'setup'],
  ['Migração do banco de dados', 'data'],
  ['Testes de integração dos endpoints', 'testing'],
  ['데이터베이스 모델', 'data'],
  ['인증 서비스', 'logic'],
  ['单元测试', 'testing'],
  ['Настройка проекта', 'setup'],
  ['Тесты сервиса', 'testing'],
  ['エンドポイント', 'api'],
  ['デプロイ', 'deployment'],
]

describe('classify', () => {
  test.each(TABLE)('%s is %s', (title, category) => {
    expect(classify(title, { type: 'implementation' })).toMatchObject({ category, unknown: false })
  })

  test('a title without a known word is business logic and says so', () => {
    expect(classify('Loyalty points')).toEqual({ category: 'logic', unknown: true })
  })

  test('the type of the task decides only where no word does', () => {
    expect(classify('Loyalty points', { type: 'deployment' }).category).toBe('deployment')
    expect(classify('Redis', { type: 'deployment' }).category).toBe('data')
  })

  test('an rpc named in the title counts as one', () => {
    const rpcs = ['FindLedger', 'Find']
    expect(classify('Make FindLedger fast', { rpcs }).category).toBe('grpc')
    expect(classify('Find the ledger', { rpcs }).unknown).toBe(true)
  })

  test('a tie goes to the earlier category and is named', () => {
    expect(classify('Redis events')).toEqual({
      category: 'data',
      tie: 'communication',
      secondary: 'communication',
      unknown: false,
    })
  })

  test('a path weighs more than the word test', () => {
    expect(classify('Test doubles in src/repositories/ledger.py').category).toBe('logic')
  })

  test('models of requests are no tables', () => {
    expect(classify('Models of each request').category).not.toBe('data')
    expect(classify('Models of each order').category).toBe('data')
  })

  test('a very long title is read in time', () => {
    const started = performance.now()
    classify(`${'service '.repeat(200_000)}`)
    expect(performance.now() - started).toBeLessThan(200)
  })
})

test('a title that tells no category, or two, is said', () => {
  const page = new Page('tasks/prd-shop/stock/1_task.md')
  const titles = ['Set up the project', 'Loyalty points', 'Redis events']
  const { codes, diagnostics } = build([plan([page.task('stock-service', titles, { context: {} })])])
  expect(codes).toEqual(expect.arrayContaining(['plan/unclassified-task', 'plan/ambiguous-kind']))
  expect(diagnostics.map(({ message }) => message)).toEqual(
    expect.arrayContaining([
      expect.stringContaining('Loyalty points` is read as business logic'),
      expect.stringContaining('Redis events` fits data and communication; data is used'),
    ]),
  )
})
