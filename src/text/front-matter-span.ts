import type { Document } from './document.ts'

/** Offsets of the front matter between its `---` lines; `end` is where the body starts. */
export interface FrontMatterSpan {
  readonly start: number
  readonly end: number
  readonly contentStart: number
  readonly contentEnd: number
}

const KEY = /^[A-Za-z_][\w .-]{0,63}:(?:\s|$)/

/** The front matter of a document, blank lines before it allowed; undefined where there is none. */
export function findFrontMatter(document: Document, from = 0): FrontMatterSpan | undefined {
  const { text } = document
  let start = from
  while (start < text.length && /[ \t\r\n]/.test(text.charAt(start))) start += 1
  if (!text.startsWith('---', start)) return undefined
  let contentStart = -1
  let hasKey = false
  for (let at = start; at <= text.length; ) {
    const feed = text.indexOf('\n', at)
    const end = feed === -1 ? text.length : feed
    const line = text.slice(at, end).trimEnd()
    if (contentStart === -1) {
      if (line !== '---') return undefined
      contentStart = end + 1
    } else if (line === '---' || line === '...') {
      const empty = contentStart === at
      return hasKey || empty
        ? { start, end: Math.min(end + 1, text.length), contentStart, contentEnd: at }
        : undefined
    } else hasKey ||= KEY.test(line)
    at = end + 1
  }
  return undefined
}
