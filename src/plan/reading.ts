import type { Diagnostics } from '../diagnostics/index.ts'
import type { Document } from '../text/document.ts'

/** A document while it is read, and where findings go. */
export interface Reading {
  readonly document: Document
  readonly diagnostics: Diagnostics
}

/** A stranger's text short enough for a message. */
export const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text)
