import type { Block } from '../../text/blocks.ts'
import { type Document, locate } from '../../text/document.ts'
import type { DependencyEdge, TopicUse } from '../facts.ts'
import { edgeOf } from './matrix.ts'
import { plain } from './table-columns.ts'

const SECTION = /^(?:service )?(?:dependenc(?:y|ies)|dependências)(?: de serviços?)?$/i
const TARGET =
  /(?:^|[\s(→>:])([\p{L}_][\p{L}\p{N}_-]*[-_](?:service|gateway|api))(?:\s*[:/]\s*([\p{L}_][\p{L}\p{N}_]*))?/iu
const ROUTE = /\b(?:(GET|POST|PUT|PATCH|DELETE)\s+)?(\/[\w{}/:.-]+)/
const TOPIC = /[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+)+/gu

/** Edges and topics of bullets below a heading or bold line `Dependencies`. */
export function readDependencyBullets(
  document: Document,
  blocks: readonly Block[],
): { readonly edges: DependencyEdge[]; readonly topics: TopicUse[] } {
  const edges: DependencyEdge[] = []
  const topics: TopicUse[] = []
  let inside = false
  for (const block of blocks) {
    if (block.kind === 'heading') inside = SECTION.test(plain(block.text))
    else if (block.kind === 'paragraph') inside = SECTION.test(plain(block.text).replace(/:$/, ''))
    else if (block.kind === 'item' && inside) {
      const text = plain(block.text).slice(0, 500)
      const origin = locate(document, block.textStart, block.end)
      const role = /\bconsum|\bsubscri/i.test(text)
        ? 'consumes'
        : /\bproduc|\bpublish/i.test(text)
          ? 'produces'
          : undefined
      if (role) topics.push(...(text.match(TOPIC) ?? []).map((topic): TopicUse => ({ topic, role, origin })))
      else edges.push(...readEdge(text, origin))
    }
  }
  return { edges, topics }
}

function readEdge(text: string, origin: DependencyEdge['origin']): DependencyEdge[] {
  const found = TARGET.exec(text)
  const target = found?.[1]
  const protocol = /\bgrpc\b/i.test(text) ? 'grpc' : /\brest\b|\bhttp\b/i.test(text) ? 'rest' : undefined
  if (!found || target === undefined || protocol === undefined) return []
  if (protocol === 'rest') {
    const route = ROUTE.exec(text)
    return [edgeOf('rest', target, route ? `${route[1] ?? ''} ${route[2]}`.trim() : undefined, origin)]
  }
  const methods =
    found[2] === undefined
      ? (text.slice(found.index + found[0].length).match(/\b[A-Z]\p{Ll}[\p{L}\p{N}]+\b/gu) ?? [])
      : [found[2]]
  if (methods.length === 0) return [edgeOf('grpc', target, undefined, origin)]
  return methods.map((method) => edgeOf('grpc', target, method, origin))
}
