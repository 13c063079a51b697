/** Plans in the task-creator format, written as Markdown from a few facts. Nothing the facts do not ask for stands in them. */
import { documentedPaths, type Noun, nounOf, schemasOf } from './plan-openapi.ts'
import { protoOf } from './plan-proto.ts'
import { tablesOf } from './plan-sql.ts'

export interface PlanOptions {
  /** `parcel-service`. */
  readonly name?: string
  readonly edges: 'rest' | 'grpc' | 'both' | 'none'
  /** What the resource, schemas, messages and first table are called, snake_case singular. Default `parcel`. */
  readonly noun?: string
  /** Name of the text field of the noun. Default `label`. */
  readonly field?: string
  readonly database?: boolean | undefined
  /** Number of tables; the second refers to the first, and so on. Default 1. */
  readonly entities?: number
  /** Number of nouns with CRUD routes. Default 1. */
  readonly resources?: number
  /** An OpenAPI document instead of the CRUD one; empty: the plan promises REST and documents no route. */
  readonly openapi?: string
  /** Instead of the CRUD one; empty: the plan promises gRPC and documents nothing. */
  readonly proto?: string
  /** `CREATE TABLE` statements instead of those of the nouns. */
  readonly sql?: string
  readonly redis?: boolean | undefined
  readonly sessions?: boolean | undefined
  readonly jwt?: boolean | undefined
  readonly logging?: boolean | undefined
  readonly docker?: boolean | undefined
  readonly black?: boolean | undefined
  /** A task of its own that writes the tests. */
  readonly tests?: boolean | undefined
  readonly produces?: readonly string[] | undefined
  readonly consumes?: readonly string[] | undefined
  /** `stock-service:GetStock`. */
  readonly grpcDependencies?: readonly string[] | undefined
  /** `mail-service: POST /api/v1/mails`. */
  readonly restDependencies?: readonly string[] | undefined
  /** Titles of further subtasks: `Kubernetes manifests`. */
  readonly subtasks?: readonly string[] | undefined
  readonly requirements?: readonly string[] | undefined
  readonly criteria?: readonly string[] | undefined
  /** PEP 508 lines of `dependencies`. */
  readonly packages?: readonly string[] | undefined
  /** Further Markdown of the technical specification. */
  readonly techspec?: string | undefined
}

/** Both edges and everything a service of its own can have, without others it talks to. */
export const WHOLE: PlanOptions = {
  edges: 'both',
  database: true,
  redis: true,
  sessions: true,
  jwt: true,
  logging: true,
  docker: true,
  tests: true,
}

/** Markdown by path relative to the workspace. */
export type PlanFiles = Readonly<Record<string, string>>

export function writePlan(options: PlanOptions): PlanFiles {
  const { name = 'parcel-service' } = options
  const folder = 'tasks/prd-matrix'
  return {
    [`${folder}/_tasks.md`]: lines(
      '# Matrix Task Summary',
      '## Service Architecture',
      `### Core Services\n- \`${name}\` - Does what its plan says`,
      '## Tasks',
      '### Critical Path (Sequential)\n- [ ] 1.0 Implementation',
    ),
    [`${folder}/_techspec.md`]: techspec(name, options),
    [`${folder}/${name.replace(/-service$/, '')}/1_task.md`]: taskFile(name, options),
  }
}

const hasRest = ({ edges }: PlanOptions) => edges === 'rest' || edges === 'both'
const hasGrpc = ({ edges }: PlanOptions) => edges === 'grpc' || edges === 'both'

function nounsOf({
  noun = 'parcel',
  field = 'label',
  entities = 1,
  resources = 1,
}: PlanOptions): readonly Noun[] {
  return Array.from({ length: Math.max(entities, resources) }, (_, index) =>
    nounOf(index === 0 ? noun : `${noun}_${letters(index)}`, field),
  )
}

/** `a`, `b`, … `z`, `ba`: names without digits, in order. */
function letters(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26))
  return index < 26 ? letter : letters(Math.floor(index / 26)) + letter
}

function techspec(name: string, options: PlanOptions): string {
  const nouns = nounsOf(options)
  const { openapi, proto, sql, resources = 1, entities = 1 } = options
  const served = nouns.slice(0, resources)
  const contract = openapi ?? documentedPaths(served) + schemasOf(served)
  const rpcs = proto ?? protoOf(name, served)
  const tables = sql ?? tablesOf(nouns.slice(0, entities))
  return lines(
    '# Matrix: Technical Specification',
    `## Architecture Overview\n\n- \`${name}\` - Does what its plan says`,
    `## Service Definitions\n\n### ${name}`,
    '**Purpose**: Does what its plan says.',
    ...(hasGrpc(options) && rpcs ? [`**Proto**\n\n${fence('protobuf', rpcs)}`] : []),
    ...(hasRest(options) && contract ? [`**REST**\n\n${fence('yaml', contract)}`] : []),
    ...(options.database ? [`**Database schema**\n\n${fence('sql', tables)}`] : []),
    ...(options.techspec ? [options.techspec] : []),
  )
}

function taskFile(name: string, options: PlanOptions): string {
  const { requirements = [], criteria = [], packages: listed = [] } = options
  const communication = [...(hasRest(options) ? ['rest'] : []), ...(hasGrpc(options) ? ['grpc'] : [])]
  const subtasks = subtasksOf(options).map((title, index) => `- [ ] 1.${index + 1} ${title}`)
  const packages = packagesOf(options).map((line) => `    "${line}",`)
  return lines(
    [
      '---',
      'status: pending',
      `service: ${name}`,
      `communication_type: [${communication.join(', ')}]`,
      '---',
    ].join('\n'),
    '# Task 1.0: Implementation',
    '## Overview\n\nDoes what its plan says.',
    ...(requirements.length > 0
      ? [['<requirements>', ...requirements.map((text) => `- ${text}`), '</requirements>'].join('\n')]
      : []),
    ['## Subtasks', '', ...subtasks].join('\n'),
    ...dependencyBlock(options),
    '### UV Dependencies (pyproject.toml)',
    fence(
      'toml',
      [
        '[project]',
        `name = "${name}"`,
        'version = "0.1.0"',
        'requires-python = ">=3.11"',
        ...(listed.length === 0
          ? ['dependencies = []']
          : ['dependencies = [', ...listed.map((line) => `    "${line}",`), ']']),
        '',
        '[dependency-groups]',
        'dev = [',
        ...packages,
        ']',
        '',
      ].join('\n'),
    ),
    ...(criteria.length > 0
      ? [['## Success Criteria', '', ...criteria.map((text) => `- [ ] ${text}`)].join('\n')]
      : []),
  )
}

function dependencyBlock(options: PlanOptions): readonly string[] {
  const { produces = [], consumes = [], grpcDependencies = [], restDependencies = [] } = options
  const list = (name: string, items: readonly string[], indent = '') =>
    items.length === 0 ? [] : [`${indent}${name}:`, ...items.map((item) => `${indent}  - ${item}`)]
  const topics = [...list('produces', produces, '  '), ...list('consumes', consumes, '  ')]
  const block = [
    ...list('grpc_dependencies', grpcDependencies),
    ...list('rest_dependencies', restDependencies),
    ...(topics.length > 0 ? ['kafka_topics:', ...topics] : []),
  ]
  return block.length === 0 ? [] : ['## Service Dependencies', fence('yaml', block.join('\n'))]
}

function subtasksOf(options: PlanOptions): readonly string[] {
  const asked: readonly (readonly [unknown, string])[] = [
    [true, 'Project setup with UV'],
    [hasGrpc(options), 'gRPC service implementation'],
    [hasRest(options), 'FastAPI REST endpoints'],
    [options.edges !== 'none', 'Business logic'],
    [options.jwt, 'JWT token management'],
    [options.database, 'Database models and migrations'],
    [options.redis, 'Redis connection'],
    [options.sessions, 'Redis session store'],
    [options.logging, 'Structured logging'],
    [options.tests, 'Unit and integration tests'],
    [options.docker, 'Dockerfile'],
  ]
  return [...asked.flatMap(([wanted, title]) => (wanted ? [title] : [])), ...(options.subtasks ?? [])]
}

function packagesOf({ black }: PlanOptions): readonly string[] {
  return ['mypy>=1.13', 'pytest>=8.4', 'pytest-asyncio>=1.0', 'ruff>=0.14', ...(black ? ['black>=25.1'] : [])]
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``
}

function lines(...paragraphs: readonly string[]): string {
  return `${paragraphs.join('\n\n')}\n`
}
