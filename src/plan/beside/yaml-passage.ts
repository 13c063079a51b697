import { Diagnostics, diagnostic } from '../../diagnostics/index.ts'
import { locate } from '../../text/document.ts'
import type { YamlNode } from '../../text/yaml-node.ts'
import { CODES } from './codes.ts'
import { documentOffset, type Passage } from './passage.ts'

/**
 * YAML or JSON documents of a passage; undefined, with `contract/unparsable` at the line, where it is neither.
 * `what` names the content in the message: `OpenAPI`.
 */
type YamlReader = (
  passage: Passage,
  what: string,
  diagnostics: Diagnostics,
) => readonly YamlNode[] | undefined

/** What would be right, by the reason of the parser. */
const HINTS: readonly (readonly [reason: RegExp, hint: string])[] = [
  [/nested mappings are not allowed/, 'put quotes around the text that holds `: `'],
  [/same column|indentation|indented|end of the sequence/, 'indent the line like its neighbours, by spaces'],
  [/plain value cannot start with|cannot start any token/, 'put quotes around the text, or remove the fence'],
  [/at node end/, 'put quotes around the whole value'],
  [/unique/, 'remove one of the two entries'],
  [/closing .?quote|quoted/, 'close the quotes'],
  [/aliases|deeper|too deep|longer/, 'write a smaller document'],
]

/** Loads the reader of YAML, so that many files can be read at once. */
export async function loadYamlReader(): Promise<YamlReader> {
  const { readYaml } = await import('../../text/yaml.ts')
  return (passage, what, diagnostics) => {
    const found = new Diagnostics()
    const place = (offset: number): number => documentOffset(passage, offset)
    const nodes = readYaml({ document: passage.document, text: passage.text, place }, found)
    for (const { message, location, cause } of found.all) {
      const reason = message.replace(/^YAML cannot be read: /, '')
      const first = locate(passage.document, place(0), place(0)).start.line
      const line = (location?.start.line ?? first) - first + 1
      const where = passage.text === passage.document.text ? `line ${line}` : `line ${line} of the block`
      const hint = HINTS.find(([pattern]) => pattern.test(reason))?.[1]
      diagnostics.add(
        diagnostic(CODES, 'contract/unparsable', {
          message: `${what} cannot be read: ${reason} at ${where}; its facts are missing`,
          location,
          hint: hint ?? 'quote text that holds `: ` or `#`, and indent by spaces',
          cause,
        }),
      )
    }
    return nodes
  }
}

export async function readYamlPassage(
  passage: Passage,
  what: string,
  diagnostics: Diagnostics,
): Promise<readonly YamlNode[] | undefined> {
  const read = await loadYamlReader()
  return read(passage, what, diagnostics)
}
