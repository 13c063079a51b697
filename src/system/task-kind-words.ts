/** The words and paths that tell the kind of a task: English always, then Portuguese; CJK by substring, Russian by stem. */

export const TASK_KINDS = [
  'contract test',
  'integration test',
  'unit test',
  'model',
  'schema',
  'migration',
  'service',
  'repository',
  'router',
  'rpc',
  'config',
  'setup',
  'middleware',
  'auth',
  'logging',
  'cli',
  'docs',
  'performance',
  'deployment',
  'polish',
] as const
export type TaskKind = (typeof TASK_KINDS)[number]

/** Single words weigh 2, phrases 3; plurals match. Parts are looked for inside of words, weight 2. */
export const KIND_WORDS: Readonly<
  Record<TaskKind, { readonly words: readonly string[]; readonly parts: readonly string[] }>
> = {
  'contract test': {
    words: words(
      'contract test, api test, endpoint test, failing test for get, failing test for post, failing test for put, failing test for patch, failing test for delete, test get, test post, test put, test patch, test delete, teste de contrato, testes de contrato',
    ),
    parts: words(
      '계약 테스트, 契约测试, 合约测试, контрактн тест, контрактный тест, 契約テスト, コントラクトテスト',
    ),
  },
  'integration test': {
    words: words(
      'integration test, e2e, e2e test, end to end, end to end test, scenario, acceptance test, teste de integracao, testes de integracao',
    ),
    parts: words('통합 테스트, 集成测试, интеграционн, 統合テスト, 結合テスト, e2eテスト, e2e 테스트'),
  },
  'unit test': {
    words: words(
      'unit test, component test, widget test, regression test, fixture, factory, teste unitario, testes unitarios',
    ),
    parts: words('단위 테스트, 单元测试, модульн тест, модульный тест, 単体テスト, ユニットテスト'),
  },
  model: {
    words: words(
      'model, entity, table, dataclass, data model, domain model, sqlalchemy model, modelo, entidade',
    ),
    parts: words('모델, 엔티티, 模型, 实体, модел, сущност, モデル, エンティティ'),
  },
  schema: {
    words: words(
      'pydantic, dto, request schema, response schema, request response schema, validation schema, schema',
    ),
    parts: words('스키마, 模式, схем, スキーマ'),
  },
  migration: {
    words: words('migration, alembic, flyway, liquibase, migracao'),
    parts: words('마이그레이션, 迁移, миграц, マイグレーション'),
  },
  service: {
    words: words('service, business logic, use case, servico, regra de negocio'),
    parts: words('서비스, 服务, сервис, サービス'),
  },
  repository: {
    words: words('repository, data access, repositorio, dao'),
    parts: words('리포지토리, 仓储, リポジトリ'),
  },
  router: {
    words: words('endpoint, router, route, controller, route handler, rota'),
    parts: words('라우터, 엔드포인트, 路由, 端点, эндпоинт, роутер, エンドポイント, ルーター'),
  },
  rpc: { words: words('rpc, servicer, proto, protobuf, grpc'), parts: [] },
  config: {
    words: words(
      'configure, configuration, setting, environment, environment variable, dependency, env, configuracao',
    ),
    parts: words('설정, 配置, настро, 設定'),
  },
  setup: {
    words: words(
      'setup, set up, initialise, initialize, init, scaffold, bootstrap, create structure, project structure, directory structure, inicializar',
    ),
    parts: words('초기화, 初始化, инициализ, 初期化'),
  },
  middleware: {
    words: words(
      'middleware, cors, correlation id, request id, rate limit, rate limiting, rate limiter, security header',
    ),
    parts: words('미들웨어, 中间件, ミドルウェア'),
  },
  auth: {
    words: words(
      'jwt, login, password, permission, authentication, authorization, oauth, auth, autenticacao',
    ),
    parts: words('인증, 认证, аутентификац, 認証'),
  },
  logging: {
    words: words(
      'structured logging, logging, logger, metric, trace, tracing, opentelemetry, telemetry, observability, monitoring, monitoramento',
    ),
    parts: words('로깅, 日志, логирован, ログ'),
  },
  cli: { words: words('click, command line, cli command, command, cli'), parts: [] },
  docs: {
    words: words(
      'document, readme, docstring, documentation, doc, changelog, api documentation, documentacao',
    ),
    parts: words('문서, 文档, документац, ドキュメント'),
  },
  performance: {
    words: words('performance, benchmark, p95, p99, latency, rps, load test, load testing, stress test'),
    parts: words('성능, 性能, производительн, パフォーマンス'),
  },
  deployment: {
    words: words('docker, dockerfile, docker compose, kubernetes, k8s, helm, deploy, deployment, ci cd'),
    parts: words('배포, 部署, развертыв, デプロイ'),
  },
  polish: {
    words: words(
      'run, verify, refactor, clean up, cleanup, formatting, coverage, validate, lint, code review, refatorar',
    ),
    parts: words('정리, 重构, 验证, рефактор, リファクタリング'),
  },
}

/** Where a path points, first match: weight 8. Files of tests come first: what they are about decides less. */
export const KIND_PATHS: readonly (readonly [RegExp, TaskKind])[] = [
  [
    /(?:^|\/)contracts?[_-]?tests?\/|(?:^|\/)tests?\/(?:[\w-]{1,40}\/){0,3}contracts?\/|(?:^|\/)test_\w{1,80}_api\.py$/i,
    'contract test',
  ],
  [/(?:^|\/)(?:integration|e2e|playwright|cypress)(?:[_-]?tests?)?\/|\.e2e[.-]/i, 'integration test'],
  [
    /(?:^|\/)tests?\/(?:[\w-]{1,40}\/){0,3}(?:load|perf|performance)\/|(?:^|\/)(?:load|bench|benchmarks)\//i,
    'performance',
  ],
  [/(?:^|\/)unit\/|(?:^|\/)conftest\.py$|(?:^|\/)fixtures?\//i, 'unit test'],
  [/(?:^|\/)(?:models?|entities)\/|(?:^|\/)(?:models?|entities)\.[a-z]{1,5}$|\.prisma$/i, 'model'],
  [/(?:^|\/)(?:schemas?|dtos?)(?:\/|\.[a-z]{1,5}$)/i, 'schema'],
  [/(?:^|\/)(?:alembic|migrations?)\//i, 'migration'],
  [/(?:^|\/)services?\/|_service\.py$/i, 'service'],
  [/(?:^|\/)(?:repositor(?:y|ies)|crud)(?:\/|\.[a-z]{1,5}$)/i, 'repository'],
  [/(?:^|\/)middlewares?(?:\/|\.[a-z]{1,5}$)/i, 'middleware'],
  [/(?:^|\/)grpc\/|\.proto$/i, 'rpc'],
  [/(?:^|\/)(?:auth|security)(?:\/|\.[a-z]{1,5}$)/i, 'auth'],
  [/(?:^|\/)(?:logging|logger|telemetry|metrics)(?:\/|\.[a-z]{1,5}$)/i, 'logging'],
  [/(?:^|\/)(?:api|routes?|routers?|controllers?|endpoints)(?:\/|\.[a-z]{1,5}$)/i, 'router'],
  [
    /(?:^|\/)(?:Dockerfile|k8s\/|helm\/|(?:docker-)?compose[\w.-]{0,40}\.ya?ml$|\.github\/workflows\/)/,
    'deployment',
  ],
  [
    /(?:^|\/)(?:config|settings)\.[a-z]{1,5}$|(?:^|\/)(?:pyproject\.toml|package\.json|\.env[\w.]{0,20})$/i,
    'config',
  ],
  [/(?:^|\/)(?:cli|scripts)(?:\/|\.py$)|_cli\.py$/i, 'cli'],
  [/\.md$|(?:^|\/)docs\//i, 'docs'],
  [/(?:^|\/)(?:__init__\.py|\.gitkeep)$/, 'setup'],
]

/** A file of tests, whatever kind. */
export const TEST_PATH =
  /(?:^|\/)(?:tests?|__tests__|specs?|e2e|[\w.-]{0,60}(?:Tests?|_tests?|-tests?))\/|(?:^|\/)(?:test_[^/]{1,120}|conftest)\.py$|[^/](?:_test|_spec|\.test|\.spec|Tests?|Spec)\.[a-z]{1,5}$/

/** A word for tests in any of the languages. */
export const TEST_WORDS = words('test, testing, teste')
export const TEST_PARTS = words('테스트, 测试, тест, テスト')

function words(list: string): readonly string[] {
  return list.split(', ')
}
