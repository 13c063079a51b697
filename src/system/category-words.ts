/** The words that tell a task's category: English always, then Portuguese; CJK by substring, Russian by stem. */
import type { Category } from './work-item.ts'

export interface CategoryWords {
  readonly category: Category
  /** Single words weigh 2, phrases 3; plurals match. */
  readonly words: readonly string[]
  /** Substrings of folded text, weight 2. */
  readonly parts: readonly string[]
}

export const CATEGORY_WORDS: readonly CategoryWords[] = [
  {
    category: 'setup',
    words: words(
      'setup, set up, project structure, uv, pyproject, scaffold, scaffolding, configuration, configure, dependency, bootstrap, initialise, initialize, configuracao, inicializar, estrutura',
    ),
    parts: words('설정, 초기화, 구성, 初始化, 配置, настро, инициализ, セットアップ, 初期化, 設定'),
  },
  {
    category: 'grpc',
    words: words(
      'grpc, grpc service, grpc definition, proto, protobuf, rpc, servicer, service contract, contrato grpc',
    ),
    parts: [],
  },
  {
    category: 'api',
    words: words(
      'endpoint, route, router, routing, rest, fastapi, openapi, api, request model, response model, request response model, pydantic, cors, security header, hsts, body limit, body size, request size, payload size, payload limit, rota, controller',
    ),
    parts: words('라우터, 路由, 端点, роутер, эндпоинт, маршрут, エンドポイント, ルーター'),
  },
  {
    category: 'logic',
    words: words(
      'business logic, service, use case, domain, business rule, repository, unit of work, jwt, json web token, token management, password, servico, regra de negocio, entidade, repositorio, autenticacao',
    ),
    parts: words('서비스, 인증, 服务, 认证, сервис, аутентификац, サービス, 認証'),
  },
  {
    category: 'data',
    words: words(
      'database, model, migration, alembic, sqlalchemy, postgresql, redis, cache, caching, session store, table, schema, data layer, banco de dados, modelo, migracao',
    ),
    parts: words(
      '모델, 스키마, 데이터베이스, 模型, 数据库, 迁移, 缓存, модел, миграц, базы данных, кэш, モデル, スキーマ, データベース, キャッシュ',
    ),
  },
  {
    category: 'communication',
    words: words(
      'client, grpc client, rest client, http client, kafka, producer, consumer, event, message handler, inter service, message queue, celery, background job, mensageria, evento, consumidor, produtor, fila',
    ),
    parts: [],
  },
  {
    category: 'resilience',
    words: words(
      'circuit breaker, retry, timeout, health check, health, fallback, rate limit, rate limiting, rate limiter, throttling, load shedding, overload, overload protection, backpressure, backoff, bulkhead, graceful, resilience, resiliencia, tratamento de erro',
    ),
    parts: words('오류 처리, 错误处理, 健康检查, ошиб, エラーハンドリング'),
  },
  {
    category: 'observability',
    words: words(
      'metric, tracing, logging, structlog, opentelemetry, otel, prometheus, sentry, grafana, alert rule, alerting rule, monitoring, monitoring dashboard, observability, observabilidade, monitoramento, log',
    ),
    parts: words('日志, 监控, логирован, ログ, 監視'),
  },
  {
    category: 'testing',
    words: words(
      'test, testing, unit, integration, contract, e2e, coverage, load test, load testing, stress test, load scenario, k6, locust, teste, teste unitario, teste de integracao',
    ),
    parts: words('테스트, 검증, 测试, 验证, тест, テスト'),
  },
  {
    category: 'deployment',
    words: words(
      'dockerfile, docker, docker compose, kubernetes, k8s, manifest, kustomize, hpa, autoscaling, autoscaler, ci, ci cd, ci workflow, ci pipeline, continuous integration, continuous delivery, continuous deployment, github action, github workflow, build pipeline, release pipeline, release workflow, deployment pipeline, deployment workflow, pre commit, git hook, deploy, deployment, container image',
    ),
    parts: words('배포, 部署, デプロイ'),
  },
]

/** One of these makes a task a testing task whatever else its title says. */
export const TEST_WORDS = { words: words('test, testing, teste'), parts: words('테스트, 测试, тест, テスト') }

/** Where a path points, first match: weight 8. */
export const CATEGORY_PATHS: readonly (readonly [RegExp, Category])[] = [
  [/(^|\/)tests?\//, 'testing'],
  [/(^|\/)(k8s|deploy)\/|(^|\/)(docker-)?compose[^/]*\.ya?ml$|(^|\/)\.github\//, 'deployment'],
  [/\.proto$|(^|\/)proto\/|(^|\/)grpc\/(?!clients)/, 'grpc'],
  [/(^|\/)(clients|events)\//, 'communication'],
  [/(^|\/)(api|routes|routers|schemas)\//, 'api'],
  [/(^|\/)(models|migrations|alembic|db)(\/|$)|alembic\.ini$|(^|\/)(database|redis|cache)\.py$/, 'data'],
  [/(^|\/)(services|repositories|domain)\//, 'logic'],
  [/(^|\/)(health|resilience)\.py$/, 'resilience'],
  [/(^|\/)(logging|telemetry|metrics)\.py$/, 'observability'],
  [/pyproject\.toml$|(^|\/)config\.py$|\.env/, 'setup'],
]

function words(list: string): readonly string[] {
  return list.split(', ')
}
