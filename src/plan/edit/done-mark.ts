/** How a text says that it is done: a letter in a box, or `✅` at its end. */
import type { Block } from '../../text/blocks.ts'

const HEADING_BOX = /^\[([ xX✓✔~-]?)\](?=[ \t]|$)/

/** The character in the box that a heading begins with; empty for `[]`, undefined without a box. */
export const headingState = (text: string): string | undefined => HEADING_BOX.exec(text)?.[1]

/** `x` or `X`, as the boxes mostly have it. */
export function tickLetter(leaves: readonly Block[]): 'x' | 'X' {
  let balance = 0
  for (const block of leaves) {
    const state =
      block.kind === 'item'
        ? block.box?.state
        : block.kind === 'heading'
          ? headingState(block.text)
          : undefined
    if (state === 'x') balance += 1
    if (state === 'X') balance -= 1
  }
  return balance < 0 ? 'X' : 'x'
}

/** Where `✅` at the end of a text starts, with one blank before it; the length of the text without one. */
export function markStart(text: string): number {
  const end = text.endsWith('\ufe0f') ? text.length - 1 : text.length
  if (text[end - 1] !== '✅') return text.length
  return text[end - 2] === ' ' || text[end - 2] === '\t' ? end - 2 : end - 1
}
