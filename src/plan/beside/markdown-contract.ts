import type { Diagnostics } from '../../diagnostics/index.ts'
import { type Fence, flattenBlocks } from '../../text/blocks.ts'
import type { Document } from '../../text/document.ts'
import { scanBlocks } from '../../text/scan-blocks.ts'
import { emptyFacts } from '../empty-facts.ts'
import type { DocumentFacts, Endpoint } from '../facts.ts'
import { isOpenApi, readOpenApi } from './openapi.ts'
import { passageOf } from './passage.ts'
import { readProto } from './proto.ts'
import { readRouteLine, readRoutes } from './routes.ts'

const YAML = /^(?:ya?ml|json|openapi|swagger|)$/
const PROTO = /^(?:proto(?:buf|3)?)$/
const WIRE = /^(?:http|text|)$/
const REQUEST = /^(?:GET|POST|PUT|PATCH|DELETE) \/\S{0,500}$/

/**
 * Routes of headings, tables and bullets, and fences of OpenAPI and protobuf; undefined where there are none. Tables
 * of fields are those of parameters and examples: no entities.
 */
export async function readMarkdownContract(
  document: Document,
  diagnostics: Diagnostics,
): Promise<DocumentFacts | undefined> {
  const blocks = flattenBlocks(scanBlocks(document, { diagnostics }))
  const fences = blocks.filter((block) => block.kind === 'fence')
  const found = { ...emptyFacts(), endpoints: readRoutes(document, blocks) }
  let facts: DocumentFacts = found
  for (const fence of fences) facts = await addFence(document, fence, { facts, diagnostics })
  if (facts.endpoints.length === 0) facts = { ...facts, endpoints: requestsIn(document, fences) }
  return facts.endpoints.length + facts.schemas.length + facts.protos.length > 0 ? facts : undefined
}

async function addFence(
  document: Document,
  fence: Fence,
  { facts, diagnostics }: { readonly facts: DocumentFacts; readonly diagnostics: Diagnostics },
): Promise<DocumentFacts> {
  const { endpoints, schemas, protos } = facts
  const passage = passageOf(document, fence)
  if (YAML.test(fence.language) && isOpenApi(fence.content)) {
    const told = await readOpenApi(passage, diagnostics)
    return {
      ...facts,
      endpoints: [...endpoints, ...told.endpoints],
      schemas: [...schemas, ...told.schemas],
    }
  }
  if (!PROTO.test(fence.language)) return facts
  const proto = await readProto(passage, {}, diagnostics)
  return proto ? { ...facts, protos: [...protos, proto] } : facts
}

/** Fences of one request line, where nothing else names a route; a line with `HTTP/1.1` is an example. */
function requestsIn(document: Document, fences: readonly Fence[]): Endpoint[] {
  return fences.flatMap(({ language, content, lineStarts }) => {
    const line = content.split('\n', 1)[0]?.trim() ?? ''
    if (!WIRE.test(language) || !REQUEST.test(line)) return []
    return readRouteLine(document, { text: line, start: lineStarts[0] ?? 0 })
  })
}
