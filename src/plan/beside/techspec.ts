import type { Diagnostics } from '../../diagnostics/index.ts'
import { type Block, flattenBlocks, type Heading } from '../../text/blocks.ts'
import type { Document } from '../../text/document.ts'
import { scanBlocks } from '../../text/scan-blocks.ts'
import { emptyFacts } from '../empty-facts.ts'
import type { DocumentFacts } from '../facts.ts'
import { mergeFacts, readBlockFacts } from './block-facts.ts'
import { readMatrices } from './matrix.ts'
import { columnIndex, plain } from './table-columns.ts'

const DEFINITIONS =
  /^(?:\d+(?:\.\d+)*[.)]?\s+)?(?:service definitions?|services|definiç(?:ão|ões) d[eo]s? serviços?|serviços)$/i
const OVERVIEW = /architecture|component overview|arquitetura|visão geral dos componentes/i
const SERVICE_NAME = /^[\p{L}_][\p{L}\p{N}_-]*[-_](?:service|gateway)$|^gateway$/iu

/** Blocks of one service, or of none, with the headings above them. */
interface Part {
  readonly service: string | undefined
  readonly headings: readonly string[]
  readonly blocks: Block[]
}

/**
 * Facts of a technical specification or design: one for each service that has a section of its own, a purpose or a
 * row in a matrix, then one for what no service is named for. `services/<service>/design.md` is all about its service.
 */
export async function readTechspecFacts(
  document: Document,
  diagnostics: Diagnostics,
): Promise<DocumentFacts[]> {
  const blocks = flattenBlocks(scanBlocks(document, { diagnostics }))
  const whole = /(?:^|\/)services\/([^/]+)\/design\.md$/.exec(document.path)?.[1]
  if (whole !== undefined)
    return [{ ...(await readBlockFacts(document, blocks, [], diagnostics)), service: whole }]
  const found = new Map<string | undefined, DocumentFacts>()
  const add = (facts: DocumentFacts): void => {
    const known = [...found.keys()].find((name) => sameService(name, facts.service))
    found.set(known ?? facts.service, mergeFacts(found.get(known ?? facts.service), facts))
  }
  for (const part of splitByService(blocks)) {
    const facts = await readBlockFacts(document, part.blocks, part.headings, diagnostics)
    add(part.service === undefined ? { ...facts, purpose: undefined } : { ...facts, service: part.service })
  }
  for (const [service, { edges, topics }] of readMatrices(document, blocks)) {
    add({ ...emptyFacts(service), edges, topics })
  }
  for (const [service, purpose] of readPurposes(blocks)) add({ ...emptyFacts(service), purpose })
  const general = found.get(undefined) ?? emptyFacts()
  found.delete(undefined)
  return [...found.values(), general]
}

function splitByService(blocks: readonly Block[]): Part[] {
  const names = definedServices(blocks)
  const general: Part = { service: undefined, headings: [], blocks: [] }
  const parts: Part[] = [general]
  const above: Heading[] = []
  let current = general
  let level = 7
  for (const block of blocks) {
    if (block.kind === 'heading') {
      while ((above.at(-1)?.level ?? 0) >= block.level) above.pop()
      if (block.level <= level) {
        current = general
        level = 7
      }
      const service = names.find((name) => sameService(name, headingName(block)))
      if (service !== undefined && current === general) {
        current = { service, headings: above.map((heading) => heading.text), blocks: [] }
        parts.push(current)
        level = block.level
      } else current.blocks.push(block)
      above.push(block)
    } else current.blocks.push(block)
  }
  return parts
}

/** Names of the sections of Service Definitions. */
function definedServices(blocks: readonly Block[]): string[] {
  const names: string[] = []
  let inside = 0
  let child = 0
  for (const block of blocks) {
    if (block.kind !== 'heading') continue
    if (inside > 0 && block.level <= inside) inside = 0
    if (inside === 0 && DEFINITIONS.test(plain(block.text))) {
      inside = block.level
      child = 0
    } else if (inside > 0 && (child === 0 || block.level <= child)) {
      child = block.level
      names.push(headingName(block))
    }
  }
  return names
}

/** `### 2.1 `auth-service` (core)` as `auth-service`. */
function headingName(heading: Heading): string {
  return plain(heading.text)
    .replace(/^\d+(?:\.\d+)*[.)]?\s+/, '')
    .replace(/^(?:service|serviço)\s*:\s*/i, '')
    .replace(/\s+\(.*$/, '')
    .replace(/\s*:$/, '')
}

function sameService(first: string | undefined, second: string | undefined): boolean {
  if (first === undefined || second === undefined) return first === second
  const short = (name: string): string =>
    name
      .toLowerCase()
      .replace(/[-_ ]service$/, '')
      .replace(/[_ ]/g, '-')
  return short(first) === short(second)
}

/** Services of the overview with what they do: bullets `` `name` - purpose `` and tables. */
function readPurposes(blocks: readonly Block[]): Map<string, string> {
  const found = new Map<string, string>()
  const above: Heading[] = []
  const add = (name: string, purpose: string): void => {
    if (SERVICE_NAME.test(name) && purpose !== '' && !found.has(name)) found.set(name, purpose)
  }
  for (const block of blocks) {
    if (block.kind === 'heading') {
      while ((above.at(-1)?.level ?? 0) >= block.level) above.pop()
      above.push(block)
    } else if (above.some((heading) => OVERVIEW.test(heading.text))) {
      if (block.kind === 'item') {
        const said = /^([\p{L}_][\p{L}\p{N}_-]*)\s*[:–—-]+\s+(.+)$/su.exec(plain(block.text))
        add(said?.[1] ?? '', said?.[2] ?? '')
      } else if (block.kind === 'table') {
        const name = columnIndex(block, /^(?:service|component|serviço|componente)$/i)
        const purpose = columnIndex(
          block,
          /^(?:responsibilit(?:y|ies)|purpose|description|responsabilidade|propósito|descrição)$/i,
        )
        for (const { cells } of block.rows)
          add(plain(cells[name]?.text ?? ''), plain(cells[purpose]?.text ?? ''))
      }
    }
  }
  return found
}
