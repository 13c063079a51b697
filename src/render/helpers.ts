/** What templates may call to print a plan's text safely. */
import { pyDoc as fitDoc, mdText, pyStr, tomlStr, yamlStr } from '../text/escape.ts'

/** Columns of a line of generated Python. */
export const LINE_LENGTH = 120

interface DocPlace {
  /** Columns before the opening quotes. */
  readonly indent?: number
  readonly fallback?: string
}

function pyDoc(text: string, { indent = 0, fallback = 'See the plan.' }: DocPlace = {}): string {
  return fitDoc(text, { indent, width: LINE_LENGTH, fallback })
}

export const HELPERS = { mdText, pyDoc, pyStr, tomlStr, yamlStr } as const
