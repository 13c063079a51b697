/** A tree drawn below the folders it belongs to: `src/` above `├── models/`. */
import { readTree } from '../../beside/tree.ts'
import type { DocumentFacts } from '../../facts.ts'

type Tree = DocumentFacts['tree']

/** Folders of a repository; any other single name above a tree is that of the repository itself. */
const FOLDERS: ReadonlySet<string> = new Set(
  (
    'src app apps backend frontend api server client lib libs packages services tests test cmd internal pkg mobile ' +
    'web ios android docs config scripts infra infrastructure deploy k8s migrations alembic .github components ' +
    'templates public assets tools examples crates proto protos'
  ).split(' '),
)

interface Part {
  readonly root: string
  readonly lines: string[]
}

export function readRootedTree(text: string): Tree {
  const parts: Part[] = []
  for (const line of text.split('\n').slice(0, 2000)) {
    if (/^[ \t]*(?:#|\/\/)/.test(line)) continue
    const root = /^([\w.@-][\w.@/-]{0,200})(?:[ \t]+(?:#|\/\/|\(|←|<-|—|–|-).*|[ \t]*)$/.exec(line)?.[1]
    if (root !== undefined) parts.push({ root: root.replace(/^\.\//, ''), lines: [] })
    else if (parts.length === 0) parts.push({ root: '', lines: [line] })
    else parts.at(-1)?.lines.push(line)
  }
  const isOne = parts.length === 1
  return parts.flatMap(({ root, lines }) => {
    const inside = readTree(lines.join('\n'))
    const first = root.split('/')[0] ?? ''
    const isRepository = root === '.' || (isOne && !FOLDERS.has(first.toLowerCase()))
    if (root === '' || isRepository) return inside
    const folder = inside.length > 0 && !root.endsWith('/') ? `${root}/` : root
    return [{ path: folder }, ...inside.map((entry) => ({ ...entry, path: `${folder}${entry.path}` }))]
  })
}
