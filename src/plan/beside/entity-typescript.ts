/** `interface Order { … }`, `type Order = { … }` and classes of TypeScript, as entities. */
import { readColumnType } from './column-type.ts'
import { readConstraints } from './constraints.ts'
import type { NamedFields, RawField } from './named-fields.ts'
import { locateIn, type Passage } from './passage.ts'

const HEAD =
  /^[ \t]*(?:export[ \t]+)?(?:default[ \t]+)?(?:declare[ \t]+)?(?:interface[ \t]+([A-Za-z_$][\w$]*)[^{=\n]{0,200}\{|type[ \t]+([A-Za-z_$][\w$]*)[^={\n]{0,100}=[ \t]*\{)[ \t]*(?:\/\/.*)?$/
const FIELD = /^[ \t]*(?:readonly[ \t]+)?(['"]?)([A-Za-z_$][\w$-]*)\1(\?)?[ \t]*:[ \t]*(.*)$/

/** Whether a text declares a type with fields. */
export function isTypeScript(text: string): boolean {
  return /^[ \t]*(?:export[ \t]+)?(?:interface|type)[ \t]+[A-Za-z_$]/m.test(text)
}

export function readTypeScript(passage: Passage): NamedFields[] {
  const found: { named: NamedFields; fields: RawField[] }[] = []
  let depth = 0
  let at = 0
  for (const line of passage.text.split('\n')) {
    const code = withoutComment(line.slice(0, 1000))
    const open = found.at(-1)
    const head = depth === 0 ? HEAD.exec(code) : null
    const name = head?.[1] ?? head?.[2]
    if (name !== undefined) {
      const start = at + line.indexOf(name, line.search(/\b(?:interface|type)\b/) + 4)
      const fields: RawField[] = []
      found.push({ fields, named: { name, fields, origin: locateIn(passage, start, start + name.length) } })
      depth = 1
    } else if (depth > 0) {
      const field = depth === 1 && open ? fieldOf(passage, code, at) : undefined
      if (field) open?.fields.push(field)
      depth = Math.max(0, depth + balanceOf(code))
    }
    at += line.length + 1
  }
  return found.map(({ named }) => named)
}

function fieldOf(passage: Passage, code: string, at: number): RawField | undefined {
  const found = FIELD.exec(code)
  const name = found?.[2]
  if (!found || name === undefined) return undefined
  const written = (found[4] ?? '').replace(/[;,][ \t]*$/, '').trim()
  const isOpen = /[{[(]$/.test(written)
  const read = isOpen ? { type: { kind: 'json' } as const, nullable: false } : readColumnType(written)
  const start = at + code.indexOf(name)
  return {
    name,
    written,
    read: { ...read, nullable: read.nullable || found[3] === '?' },
    constraints: readConstraints(''),
    assumed: read.type === undefined,
    origin: locateIn(passage, start, start + name.length),
  }
}

function withoutComment(line: string): string {
  const at = line.search(/(?:^|[^:])\/\//)
  return (at === -1 ? line : line.slice(0, at === 0 && line.startsWith('//') ? 0 : at + 1)).replace(
    /\/\*.*?\*\//g,
    '',
  )
}

function balanceOf(code: string): number {
  let balance = 0
  let quote = ''
  for (const letter of code) {
    if (quote !== '') quote = letter === quote ? '' : quote
    else if (letter === '"' || letter === "'" || letter === '`') quote = letter
    else if ('{(['.includes(letter)) balance += 1
    else if ('})]'.includes(letter)) balance -= 1
  }
  return balance
}
