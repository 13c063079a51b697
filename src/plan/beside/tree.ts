import type { DocumentFacts } from '../facts.ts'

type TreeEntry = DocumentFacts['tree'][number]

const BRANCH = /^([\s│|]*)(?:├|└|\+|`)[─-]*\s*(.*)$/
/** More lines than this are no project structure. */
const MAX_LINES = 2000
const MAX_DEPTH = 40

/** Whether a text draws a tree. */
export function isTree(text: string): boolean {
  return /[├└]──/.test(text)
}

/**
 * Reads a drawn tree. Paths are relative to the root, which is the first line where it draws no branch; a
 * directory has a trailing `/`, also where only its children tell.
 */
export function readTree(text: string): TreeEntry[] {
  const found: { name: string; depth: number; comment: string | undefined; parents: readonly string[] }[] = []
  const parents: { name: string; column: number }[] = []
  for (const line of text.split('\n').slice(0, MAX_LINES)) {
    const branch = BRANCH.exec(line.replace(/\u00a0/g, ' '))
    if (!branch) continue
    const column = branch[1]?.length ?? 0
    const { name, comment } = nameAndComment(branch[2] ?? '')
    while (parents.length > 0 && (parents.at(-1)?.column ?? 0) >= column) parents.pop()
    if (name === '' || /^(?:\.\.\.|…)/.test(name) || parents.length >= MAX_DEPTH) continue
    found.push({ name, comment, depth: parents.length, parents: parents.map((parent) => parent.name) })
    parents.push({ name: name.replace(/\/+$/, ''), column })
  }
  return found.map(({ name, comment, depth, parents: above }, index) => {
    const holdsOthers = (found[index + 1]?.depth ?? 0) > depth
    const path = [...above, holdsOthers && !name.endsWith('/') ? `${name}/` : name].join('/')
    return { path, comment }
  })
}

function nameAndComment(text: string): { name: string; comment: string | undefined } {
  const [, name = '', rest = ''] = /^(\S*)\s*(.*)$/.exec(text.trim()) ?? []
  const comment = rest
    .replace(/^(?:#|\/\/|--|←|<-|\()\s*/, '')
    .replace(/\)$/, '')
    .trim()
  return { name: name.replace(/^`|`$/g, ''), comment: comment === '' ? undefined : comment }
}
