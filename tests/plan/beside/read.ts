import { Diagnostics, type Location } from '../../../src/diagnostics/index.ts'
import { readBlocks } from '../../../src/plan/beside/index.ts'
import { createDocument } from '../../../src/text/document.ts'
import { scanBlocks } from '../../../src/text/scan-blocks.ts'

/** Facts of a Markdown text, with what was reported about it. */
export async function readText(text: string) {
  const document = createDocument('tasks/prd-x/a/1_task.md', text)
  const diagnostics = new Diagnostics()
  const facts = await readBlocks(document, scanBlocks(document), diagnostics)
  const reported = diagnostics.all.map(({ code, location }) => `${code} ${place(location)}`)
  return { facts, diagnostics: diagnostics.all, reported, text }
}

export function fenced(language: string, content: string): string {
  return `# X\n\n\`\`\`${language}\n${content}\n\`\`\`\n`
}

/** `line:column`. */
export function place(location: Location | undefined): string {
  return `${location?.start.line}:${location?.start.column}`
}

/** The source a location covers. */
export function covered(text: string, { start, end }: Location): string {
  const lines = text.split('\n')
  if (start.line === end.line) return lines[start.line - 1]?.slice(start.column - 1, end.column - 1) ?? ''
  return `${lines[start.line - 1]?.slice(start.column - 1)}…`
}
