/** The contracts of a feature folder: its `contracts/`, and OpenAPI beside the tasks. */
import { diagnostic } from '../../diagnostics/index.ts'
import type { Document } from '../../text/document.ts'
import { PLAN_CODES } from '../codes.ts'
import { emptyFacts } from '../empty-facts.ts'
import type { DocumentFacts, Schema } from '../facts.ts'
import { absolutePath } from '../read-document.ts'
import { CODES } from './codes.ts'
import { kindOfContract } from './contract-kind.ts'
import { readJsonSchema } from './json-schema.ts'
import { readMarkdownContract } from './markdown-contract.ts'
import { readRoot } from './openapi.ts'
import { wholeDocument } from './passage.ts'
import { type ContractPlace, openPlanFiles, type PlanFiles } from './plan-files.ts'
import { readProto } from './proto.ts'

export interface Contracts {
  readonly documents: readonly Document[]
  /** One for each document that says something, strongest first: machine-readable ones before Markdown. */
  readonly facts: readonly DocumentFacts[]
}

const FOLDERS = ['contracts', 'contract']
const MACHINE = /\.(?:ya?ml|json|proto)$/i
/** Of the files beside the tasks, those whose name says that they are one. */
const BESIDE = /^(?:[\w.-]{0,80}[._-])?(?:openapi|swagger)(?:[._-][\w.-]{0,80})?\.(?:ya?ml|json)$|\.proto$/i
const MAX_DEPTH = 12

/** Reads all contracts of a feature; what cannot be read is reported once, and the rest is read. */
export async function readContracts(place: ContractPlace): Promise<Contracts> {
  const paths = contractPaths(place)
  if (paths.length === 0) return { documents: [], facts: [] }
  const files = await openPlanFiles(place)
  const facts: DocumentFacts[] = []
  for (const path of paths) {
    const found = await readContract(path, files, place)
    if (found) facts.push(found)
  }
  return { documents: files.documents(), facts }
}

function contractPaths(place: ContractPlace): readonly string[] {
  const inside = place.path === '' ? '' : `${place.path}/`
  const folders = namesIn(place, place.path, 'directory').filter((name) => FOLDERS.includes(name))
  const beside = namesIn(place, place.path, 'file').filter((name) => BESIDE.test(name))
  const found = [
    ...folders.flatMap((name) => filesBelow(place, `${inside}${name}`, 0)),
    ...beside.map((name) => `${inside}${name}`),
  ]
  return [...found.filter((path) => MACHINE.test(path)), ...found.filter((path) => !MACHINE.test(path))]
}

function filesBelow(place: ContractPlace, folder: string, depth: number): readonly string[] {
  for (const name of namesIn(place, folder, 'link')) reportLink(place, `${folder}/${name}`)
  const folders = depth < MAX_DEPTH ? namesIn(place, folder, 'directory') : []
  return [
    ...namesIn(place, folder, 'file').map((name) => `${folder}/${name}`),
    ...folders.flatMap((name) => filesBelow(place, `${folder}/${name}`, depth + 1)),
  ]
}

function namesIn(
  { disk, root }: ContractPlace,
  folder: string,
  kind: 'file' | 'directory' | 'link',
): string[] {
  const entries = disk.list(absolutePath(root, folder)) ?? []
  return entries.flatMap((entry) => (entry.kind === kind && !entry.name.startsWith('.') ? [entry.name] : []))
}

async function readContract(path: string, files: PlanFiles, place: ContractPlace) {
  if (/\.(?:ya?ml|json)$/i.test(path)) return readData(path, files, place)
  if (!/\.(?:proto|md|markdown)$/i.test(path))
    return reportNothing(place, path, 'is of a kind that is not read')
  const document = files.document(path)
  if (document === undefined) return undefined
  return path.toLowerCase().endsWith('.proto')
    ? readProtoContract(document, place)
    : readMarkdown(document, place)
}

/** Every document of a YAML stream by what it is. */
function readData(path: string, files: PlanFiles, place: ContractPlace): DocumentFacts | undefined {
  const parsed = files.yaml(path)
  if (parsed === undefined) return undefined
  const schemas = new Map<string, Schema>()
  const shared = { diagnostics: place.diagnostics, schemas, files }
  const words: string[] = []
  const endpoints = parsed.roots.flatMap((root) => {
    const found = kindOfContract(root)
    const source = { passage: parsed.passage, root }
    if (found.kind === 'openapi') return readRoot(source, shared)
    if (found.kind === 'json-schema') readJsonSchema(source, shared)
    else if (found.kind === 'other') words.push(found.word)
    return []
  })
  const said = parsed.roots.length === 0 ? 'holds nothing' : `is ${words[0]}, which no facts are read from`
  if (words.length === parsed.roots.length) return reportNothing(place, path, said)
  return { ...emptyFacts(), endpoints, schemas: [...schemas.values()] }
}

async function readProtoContract(document: Document, { path, diagnostics }: ContractPlace) {
  const below = document.path.slice(path === '' ? 0 : path.length + 1).replace(/^contracts?\//, '')
  const source = { path: below, source: document.text }
  const proto = await readProto(wholeDocument(document), source, diagnostics)
  return proto && { ...emptyFacts(), protos: [proto] }
}

async function readMarkdown(document: Document, place: ContractPlace) {
  const found = await readMarkdownContract(document, place.diagnostics)
  return found ?? reportNothing(place, document.path, 'states no route, schema or message')
}

function startOf(path: string) {
  const start = { line: 1, column: 1 }
  return { path, start, end: start }
}

function reportNothing({ diagnostics }: ContractPlace, path: string, why: string): undefined {
  const message = `\`${path.split('/').at(-1)}\` ${why}`
  diagnostics.add(diagnostic(CODES, 'contract/nothing-read', { message, location: startOf(path) }))
}

function reportLink({ diagnostics }: ContractPlace, path: string): void {
  const message = `\`${path}\` is a link`
  const hint = 'put the file itself there'
  diagnostics.add(diagnostic(PLAN_CODES, 'plan/skipped-link', { message, location: startOf(path), hint }))
}
