import type { Diagnostics } from '../../diagnostics/index.ts'
import type { Block } from '../../text/blocks.ts'
import type { Document } from '../../text/document.ts'
import { scanBlocks } from '../../text/scan-blocks.ts'
import type { DocumentFacts, ProtoFile, Requirement } from '../facts.ts'
import { readBlockFacts } from './block-facts.ts'
import { wholeDocument } from './passage.ts'
import { readProto } from './proto.ts'
import { readRequirementItems } from './requirements.ts'
import { readTechspecFacts } from './techspec.ts'

/** Facts of `_techspec.md` or `services/<service>/design.md`: one for each service, last one without a service. */
export function readTechspec(document: Document, diagnostics: Diagnostics): Promise<DocumentFacts[]> {
  return readTechspecFacts(document, diagnostics)
}

/** A `.proto` file; `protoPath` is its path below `proto/`. undefined, with a diagnostic, where it cannot be read. */
export function readProtoFile(
  document: Document,
  protoPath: string,
  diagnostics: Diagnostics,
): Promise<ProtoFile | undefined> {
  return readProto(wholeDocument(document), { path: protoPath, source: document.text }, diagnostics)
}

/** Facts in the blocks of a document about one service, such as a task file. */
export function readBlocks(
  document: Document,
  blocks: readonly Block[],
  diagnostics: Diagnostics,
): Promise<DocumentFacts> {
  return readBlockFacts(document, blocks, [], diagnostics)
}

/** Requirements of `_prd.md`: items with an id anywhere, all items below requirement headings. */
export function readRequirements(document: Document, diagnostics: Diagnostics): Requirement[] {
  return readRequirementItems(document, scanBlocks(document, { diagnostics }))
}

export { CODES as BESIDE_CODES } from './codes.ts'
export { readContracts } from './contracts.ts'
