import type { Diagnostics } from '../../diagnostics/index.ts'
import { type Block, type Fence, flattenBlocks } from '../../text/blocks.ts'
import type { Document } from '../../text/document.ts'
import type {
  DependencyEdge,
  DocumentFacts,
  Endpoint,
  ProjectFacts,
  ProtoFile,
  Schema,
  SecretRef,
  TopicUse,
} from '../facts.ts'
import { readDependencyBullets } from './dependency-bullets.ts'
import { readData } from './entities.ts'
import { isOpenApi, readOpenApi } from './openapi.ts'
import { passageOf } from './passage.ts'
import { readProto } from './proto.ts'
import { isPyproject, readPyproject } from './pyproject.ts'
import { readRoutes } from './routes.ts'
import { isAboutSecrets, readSecretRefs } from './secret-refs.ts'
import { isServiceDependencies, readServiceDependencies } from './service-dependencies.ts'
import { statementsOf } from './statements.ts'
import { plain } from './table-columns.ts'
import { isTree, readTree } from './tree.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer I)[] ? I[] : T[K] }

/** What fences say, while they are read. */
interface FenceFacts {
  readonly endpoints: Endpoint[]
  readonly schemas: Schema[]
  readonly protos: ProtoFile[]
  readonly edges: DependencyEdge[]
  readonly topics: TopicUse[]
  readonly secrets: SecretRef[]
  readonly tree: Mutable<DocumentFacts>['tree']
  project?: ProjectFacts | undefined
}

const YAML = /^(?:ya?ml|json|openapi|swagger|)$/
const PROTO = /^(?:proto(?:buf|3)?|grpc)$/
const PROTO_TEXT = /^[ \t]*(?:syntax[ \t]*=|(?:service|message)[ \t]+\w+[ \t]*\{)/m

/** Every fact of some blocks; `headings` are the headings above them, outermost first. */
export async function readBlockFacts(
  document: Document,
  blocks: readonly Block[],
  headings: readonly string[],
  diagnostics: Diagnostics,
): Promise<DocumentFacts> {
  const flat = flattenBlocks(blocks)
  const fences: FenceFacts = {
    endpoints: [],
    schemas: [],
    protos: [],
    edges: [],
    topics: [],
    secrets: [],
    tree: [],
  }
  for (const block of flat) {
    if (block.kind === 'fence') await readFence(document, block, fences, diagnostics)
  }
  const data = readData({ document, diagnostics }, flat, { path: headings })
  const bullets = readDependencyBullets(document, flat)
  return {
    purpose: purposeOf(flat),
    endpoints: [...fences.endpoints, ...readRoutes(document, flat)],
    schemas: [...fences.schemas, ...data.schemas],
    protos: fences.protos,
    entities: data.entities,
    edges: [...fences.edges, ...bullets.edges],
    topics: [...fences.topics, ...bullets.topics],
    secrets: fences.secrets,
    project: fences.project,
    tree: fences.tree,
    statements: statementsOf(document, blocks),
  }
}

async function readFence(document: Document, fence: Fence, found: FenceFacts, diagnostics: Diagnostics) {
  const passage = passageOf(document, fence)
  const { language, content } = fence
  if (YAML.test(language) && isOpenApi(content)) {
    const { endpoints, schemas } = await readOpenApi(passage, diagnostics)
    found.endpoints.push(...endpoints)
    found.schemas.push(...schemas)
  } else if (/^(?:ya?ml|)$/.test(language) && isServiceDependencies(content)) {
    const { edges, topics } = await readServiceDependencies(passage, diagnostics)
    found.edges.push(...edges)
    found.topics.push(...topics)
  } else if (/^(?:ya?ml|)$/.test(language) && isAboutSecrets(content)) {
    found.secrets.push(...(await readSecretRefs(passage, diagnostics)))
  } else if (PROTO.test(language) || (language === '' && PROTO_TEXT.test(content))) {
    const proto = await readProto(passage, {}, diagnostics)
    if (proto) found.protos.push(proto)
  } else if (/^(?:toml|)$/.test(language) && isPyproject(content)) {
    const project = await readPyproject(passage, diagnostics)
    if (project) found.project = mergeProjects(found.project, project)
  } else if (isTree(content) && found.tree.length === 0) found.tree.push(...readTree(content))
}

/** Two fences of one document, such as `[project]` and `[dependency-groups]` apart. */
function mergeProjects(first: ProjectFacts | undefined, second: ProjectFacts): ProjectFacts {
  if (!first) return second
  return {
    name: first.name ?? second.name,
    version: first.version ?? second.version,
    requiresPython: first.requiresPython ?? second.requiresPython,
    packages: [...first.packages, ...second.packages],
    legacyDevDependencies: first.legacyDevDependencies ?? second.legacyDevDependencies,
  }
}

/** The prose behind `**Purpose**:`. */
function purposeOf(blocks: readonly Block[]): string | undefined {
  for (const block of blocks) {
    if (block.kind !== 'paragraph' && block.kind !== 'item') continue
    const found =
      /^\*\*(?:purpose|responsibility|propósito|responsabilidade|objetivo)\s*:?\*\*\s*[:–—-]?\s*(.+)$/is.exec(
        block.text,
      )
    if (found?.[1] !== undefined) return plain(found[1])
  }
  return undefined
}

/** Facts of the same service from two places of one document. */
export function mergeFacts(first: DocumentFacts | undefined, second: DocumentFacts): DocumentFacts {
  if (!first) return second
  return {
    service: first.service ?? second.service,
    purpose: first.purpose ?? second.purpose,
    endpoints: [...first.endpoints, ...second.endpoints],
    schemas: [...first.schemas, ...second.schemas],
    protos: [...first.protos, ...second.protos],
    entities: [...first.entities, ...second.entities],
    edges: [...first.edges, ...second.edges],
    topics: [...first.topics, ...second.topics],
    secrets: [...(first.secrets ?? []), ...(second.secrets ?? [])],
    project: second.project ? mergeProjects(first.project, second.project) : first.project,
    tree: first.tree.length > 0 ? first.tree : second.tree,
    statements: [...first.statements, ...second.statements],
  }
}
