import type { Block, Heading } from './blocks.ts'

/** A heading with what stands below it. The root has no heading and level 0. */
export interface Section {
  readonly heading?: Heading | undefined
  readonly level: number
  /** Blocks between the heading and the next heading of any level. */
  readonly blocks: readonly Block[]
  readonly sections: readonly Section[]
}

interface OpenSection extends Section {
  readonly blocks: Block[]
  readonly sections: OpenSection[]
}

/** Nests blocks by their headings; returns the root. Headings inside tags do not count. */
export function sectionsOf(blocks: readonly Block[]): Section {
  const root: OpenSection = { level: 0, blocks: [], sections: [] }
  const open = [root]
  for (const block of blocks) {
    if (block.kind !== 'heading') {
      open.at(-1)?.blocks.push(block)
      continue
    }
    while (open.length > 1 && (open.at(-1)?.level ?? 0) >= block.level) open.pop()
    const section: OpenSection = { heading: block, level: block.level, blocks: [], sections: [] }
    open.at(-1)?.sections.push(section)
    open.push(section)
  }
  return root
}

/** Every section below this one, in document order. */
export function allSections(section: Section): Section[] {
  return section.sections.flatMap((child) => [child, ...allSections(child)])
}
