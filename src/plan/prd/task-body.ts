import { diagnostic } from '../../diagnostics/index.ts'
import { type Block, flattenBlocks, type Heading, type TextSpan } from '../../text/blocks.ts'
import { locate } from '../../text/document.ts'
import type { Section } from '../../text/sections.ts'
import { PLAN_CODES } from '../codes.ts'
import type { Requirement } from '../facts.ts'
import type { Task } from '../plan.ts'
import { type Reading, shorten } from '../reading.ts'
import { cleanTitle } from './boxes.ts'
import { kindedBlocks, sectionsOfKind } from './headings.ts'
import { findTags } from './statements.ts'
import { normaliseId } from './task-id.ts'

export interface Title {
  readonly id?: string | undefined
  readonly title: string
  /** Ticked or marked as done in the heading itself. */
  readonly done: boolean
  readonly span: TextSpan
}

const TITLE =
  /^(?:\[(.)\][ \t]+)?(?:(?:task|tarefa)[ \t]*)?#?(\d{1,4}(?:\.\d{1,4})?)(?:[ \t]*[:–—-]|\.)?(?:[ \t]+|$)|^(?:task|tarefa)[ \t]*:[ \t]*/i

/** `# Task 4.0: Auth Service Implementation`, from the first heading of level 1. */
export function readTitle(headings: readonly Heading[]): Title | undefined {
  const heading = headings.find((candidate) => candidate.level === 1)
  if (!heading) return undefined
  const match = TITLE.exec(heading.text)
  const title = cleanTitle(heading.text.slice(match?.[0].length ?? 0))
  const id = match?.[2] === undefined ? undefined : normaliseId(match[2])
  const done = /[xX]/.test(match?.[1] ?? '') || heading.text.includes('✅')
  return { id, title, done, span: { text: heading.text, start: heading.textStart, end: heading.end } }
}

/** First paragraph of Overview, else the first one below the title. */
export function readOverview(root: Section): string | undefined {
  const sections = [...sectionsOfKind(root, 'overview'), ...root.sections.slice(0, 1), root]
  for (const section of sections) {
    const prose = section.blocks.find((block) => block.kind === 'paragraph')
    if (prose?.kind === 'paragraph') return prose.text
  }
  return undefined
}

const REQUIREMENT_ID =
  /^[*_]{0,2}\[?((?:FR|NFR|RF|RNF|REQ|R)-?\d{1,4}(?:\.\d{1,3})?)\]?[*_]{0,2}[ \t]*[:–—-]?[*_]{0,2}[ \t]*/

/** Bullets, numbers or prose of `<requirements>` and of sections of that name. */
export function readTaskRequirements(
  blocks: readonly Block[],
  root: Section,
  reading: Reading,
): Requirement[] {
  const inTags = findTags(blocks, 'requirements').flatMap((tag) => flattenBlocks(tag.children))
  const inSections = kindedBlocks(root).flatMap(({ block, kind }) => (kind === 'requirements' ? [block] : []))
  const seen = new Set<number>()
  return [...inTags, ...inSections].flatMap((block) => {
    if ((block.kind !== 'item' && block.kind !== 'paragraph') || block.text === '') return []
    if (seen.has(block.start)) return []
    seen.add(block.start)
    const id = REQUIREMENT_ID.exec(block.text)
    const text = block.text.slice(id?.[0].length ?? 0)
    const origin = locate(reading.document, block.textStart, block.end)
    return [id?.[1] === undefined ? { text, origin } : { id: id[1], text, origin }]
  })
}

const FILE =
  /^(?:\.\/)?(?:[\w.@+-]+\/)+[\w.@+-]*$|^[\w.@+-]+\.(?:py|proto|toml|ya?ml|json|md|ini|cfg|sql|sh|txt)$/
const ABSOLUTE = /^(?:\/|[A-Za-z]:[\\/]|~\/)[^\s]*\.[A-Za-z]{1,6}$/

/** Paths in backticks in subtasks and lists of files; routes are no paths. */
export function readPaths(root: Section, reading: Reading): Task['paths'] {
  const { document, diagnostics } = reading
  const paths: { path: string; origin: ReturnType<typeof locate> }[] = []
  for (const { block, kind } of kindedBlocks(root)) {
    if (block.kind !== 'item' || (kind !== 'files' && kind !== 'subtasks')) continue
    for (const line of block.lines) {
      if (!line.text.includes('`')) continue
      for (const match of line.text.matchAll(/`([^`\n]{1,300})`/g)) {
        const text = match[1] ?? ''
        const start = line.start + match.index + 1
        const origin = locate(document, start, start + text.length)
        if (ABSOLUTE.test(text)) {
          const message = `\`${shorten(text)}\` is an absolute path`
          const hint = 'write it relative to the workspace root'
          diagnostics.add(diagnostic(PLAN_CODES, 'plan/absolute-path', { message, location: origin, hint }))
        } else if (FILE.test(text) && !text.split('/').includes('..')) {
          paths.push({ path: text.replace(/^\.\//, ''), origin })
        }
      }
    }
  }
  return paths
}
