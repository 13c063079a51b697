import { posix } from 'node:path'
import type { Diagnostics } from '../../diagnostics/index.ts'
import type { Disk } from '../../ports.ts'
import type { Document } from '../../text/document.ts'
import type { YamlNode } from '../../text/yaml-node.ts'
import { absolutePath, readDocument } from '../read-document.ts'
import type { ReferencedFiles, ReferenceProblem, YamlSource } from './openapi-reference.ts'
import { type Passage, wholeDocument } from './passage.ts'
import { loadYamlReader } from './yaml-passage.ts'

/** A feature folder whose contracts are read. */
export interface ContractPlace {
  readonly disk: Disk
  readonly root: string
  /** The feature folder, relative to the root. */
  readonly path: string
  readonly diagnostics: Diagnostics
}

/** A YAML or JSON file: one root for each document of its stream. */
export interface ParsedFile {
  readonly passage: Passage
  readonly roots: readonly YamlNode[]
}

/** The files of a feature folder. Each is read and reported about once; links are not followed. */
export interface PlanFiles extends ReferencedFiles {
  /** What was opened, in order. */
  readonly documents: () => readonly Document[]
  readonly document: (path: string) => Document | undefined
  /** undefined, reported, where it cannot be read. */
  readonly yaml: (path: string) => ParsedFile | undefined
}

/** Loads the reader of YAML. */
export async function openPlanFiles(place: ContractPlace): Promise<PlanFiles> {
  const readYaml = await loadYamlReader()
  const documents = new Map<string, Document | undefined>()
  const parsed = new Map<string, ParsedFile | undefined>()
  const document = (path: string): Document | undefined => {
    if (!documents.has(path)) {
      documents.set(path, readDocument(place.disk, place.root, path, place.diagnostics))
    }
    return documents.get(path)
  }
  const parse = (path: string): ParsedFile | undefined => {
    const opened = document(path)
    const passage = opened && wholeDocument(opened)
    const roots = passage && readYaml(passage, 'the file', place.diagnostics)
    return passage && roots && { passage, roots }
  }
  const yaml = (path: string): ParsedFile | undefined => {
    if (!parsed.has(path)) parsed.set(path, parse(path))
    return parsed.get(path)
  }
  const open = (from: Passage, file: string): YamlSource | ReferenceProblem => {
    const target = posix.normalize(posix.join(posix.dirname(from.document.path), decoded(file)))
    if (file.startsWith('/') || !isInside(place, target)) return 'outside'
    if (!isFile(place, target)) return 'absent'
    const found = yaml(target)
    const root = found?.roots[0]
    return found && root ? { passage: found.passage, root } : 'unreadable'
  }
  return { documents: () => [...documents.values()].flatMap((each) => each ?? []), document, yaml, open }
}

function isInside({ path: folder }: ContractPlace, path: string): boolean {
  if (path.startsWith('../') || path.includes('\\')) return false
  return folder === '' ? !path.startsWith('/') : path.startsWith(`${folder}/`)
}

/** A regular file that no link inside the folder leads to. */
function isFile({ disk, root, path: folder }: ContractPlace, path: string): boolean {
  const parts = (folder === '' ? path : path.slice(folder.length + 1)).split('/')
  return parts.every((_part, at) => {
    const inner = parts.slice(0, at + 1).join('/')
    const kind = disk.stat(absolutePath(root, folder === '' ? inner : `${folder}/${inner}`))?.kind
    return kind === (at === parts.length - 1 ? 'file' : 'directory')
  })
}

/** `%20` is a blank in a reference. */
function decoded(file: string): string {
  try {
    return decodeURIComponent(file)
  } catch {
    return file
  }
}
