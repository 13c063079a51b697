import type { ProtoFile } from '../facts.ts'
import { type ProtoToken, protoTokens } from './proto-tokens.ts'

const END = new Set([';', '{', '}'])
const QUOTES = new Set(['"', "'"])

/** The imports of a proto text, also those that protobufjs keeps apart or tells no kind of. */
export function protoImports(text: string): Pick<ProtoFile, 'imports' | 'importKinds'> {
  const imports = new Set<string>()
  const importKinds: { path: string; kind: 'public' | 'weak' }[] = []
  let statement: ProtoToken[] = []
  for (const token of protoTokens(text)) {
    if (!END.has(token.text)) {
      if (statement.length < 4) statement.push(token)
      continue
    }
    const [keyword, kind, path = kind] = statement
    statement = []
    if (keyword?.text !== 'import' || path === undefined || !QUOTES.has(path.text)) continue
    const name = text.slice(path.start + 1, path.end - 1)
    imports.add(name)
    if (kind?.text === 'public' || kind?.text === 'weak') importKinds.push({ path: name, kind: kind.text })
  }
  return { imports: [...imports], ...(importKinds.length > 0 && { importKinds }) }
}
