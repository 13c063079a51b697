/** Text that means something to one language or another, and a plan with a place for it in every field. */

const ACTIONS = '$'.concat('{{ secrets.TOKEN }}')
const SHELL_VARIABLE = '$'.concat('{HOME}')

export interface Hostile {
  readonly name: string
  readonly text: string
  /** May be a name somewhere: then code of that name is not an intrusion. */
  readonly isWord?: boolean
}

export const HOSTILE: readonly Hostile[] = [
  { name: 'path', text: '../../evil' },
  { name: 'absolute path', text: '/etc/evil\\..\\evil' },
  { name: 'keyword', text: 'class', isWord: true },
  { name: 'library', text: 'grpc', isWord: true },
  { name: 'device', text: 'CON', isWord: true },
  { name: 'quotes', text: `a"b"; evil(); c'd'; evil(); e\`evil()\`f` },
  { name: 'docstring', text: `"""; import os; os.evil(); '''; evil(); """` },
  { name: 'templates', text: `{{ evil() }} ${ACTIONS} <% evil() %><%= evil() %>` },
  { name: 'variables', text: `${SHELL_VARIABLE} $evil {evil.__class__} %(evil)s %s` },
  { name: 'lines', text: 'first\nimport evil\r\nRUN evil\rCMD evil' },
  { name: 'separators', text: 'a\u2028import evil\u2029b\u0085c\fd\ve' },
  { name: 'right to left', text: 'a\u202egrosecfi\u2066b\u200f' },
  { name: 'long', text: 'x'.repeat(1_000_000) },
  { name: 'controls', text: 'a\0b\u001b[31mc\u0007d\ud800' },
  { name: 'comments', text: '# evil // evil */ /* -- evil # noqa' },
  { name: 'escapes', text: '\\N{BULLET} \\x00 \\u202e \\' },
  { name: 'sql', text: "'; DROP TABLE evil; --" },
  { name: 'shell', text: '$(rm -rf /evil) && evil | evil' },
  { name: 'markup', text: '</task_context><script>evil()</script><!-- ``` [tool.evil] - evil: &evil' },
  { name: 'prototype', text: '__proto__', isWord: true },
  { name: 'inherited', text: 'constructor', isWord: true },
  { name: 'nothing', text: '', isWord: true },
]

type Files = Readonly<Record<string, string>>

/** Puts a text where its language takes it as a value: raw as it is, the others escaped. */
const WRITERS = {
  raw: (text: string) => text,
  comment: (text: string) => text.replaceAll('\n', '\n// '),
  block: (text: string) => text.replaceAll('*/', '* /'),
  yaml: (text: string) => JSON.stringify(text),
  quoted: (text: string) => JSON.stringify(text).slice(1, -1),
  name: (text: string) => `"${text.replaceAll('"', '""')}"`,
  sqltext: (text: string) => text.replaceAll("'", "''"),
} as const

const FIELD = /«(\w+):([\w ]+):([^»]*)»/g

/** Names of the places that a plan marks `«writer:name:ordinary value»`. */
export function fieldsOf(files: Files): readonly string[] {
  const found = Object.entries(files)
    .flat()
    .flatMap((text) => [...text.matchAll(FIELD)].map((match) => match[2] ?? ''))
  return [...new Set(found)]
}

export interface Plant {
  readonly field: string
  readonly text: string
  /** Escaped as the language around it wants, or just put there. */
  readonly isEscaped: boolean
}

/** The plan with ordinary values, but for the planted ones. */
export function plant(files: Files, plants: readonly Plant[] = []): Files {
  const byField = new Map(plants.map((planted) => [planted.field, planted]))
  const fill = (_: string, writer: string, field: string, ordinary: string) => {
    const planted = byField.get(field)
    if (planted === undefined) return ordinary
    return planted.isEscaped ? write(writer, planted.text) : planted.text
  }
  const filled = (text: string) => text.replace(FIELD, fill)
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [filled(path), filled(text)]))
}

function write(writer: string, text: string): string {
  const known = Object.entries(WRITERS).find(([name]) => name === writer)
  if (known === undefined) throw new Error(`no writer ${writer}`)
  return known[1](text)
}

/** Whether a file system would take the text as a name. */
function isFileName(text: string): boolean {
  return /^[^/\0]{1,200}$/u.test(text) && !/^\.*$/.test(text)
}

/** Every text in every field: escaped in two of three, so that both ways meet every field and every text. */
export function plantsOf(files: Files, hostile: readonly Hostile[]): readonly Plant[] {
  const inPaths = fieldsOf(Object.fromEntries(Object.keys(files).map((path) => [path, path])))
  return fieldsOf(files).flatMap((field, row) =>
    hostile
      .filter(({ text }) => !inPaths.includes(field) || isFileName(text))
      .map(({ text }, column): Plant => ({ field, text, isEscaped: (row + column) % 3 !== 0 })),
  )
}
