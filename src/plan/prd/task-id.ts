/** Ids of the task-creator format: texts of digits, never numbers (`4.10` is not `4.1`). */

const NUMBER = /^0*(\d{1,4})(?:[.](\d{1,4}))?$/
const NOTHING = new Set([
  '',
  'none',
  'null',
  '~',
  '-',
  '–',
  '—',
  '[]',
  'n/a',
  'nenhum',
  'nenhuma',
  'no',
  'não',
])

/** `4`, `04`, `4.0`, `task_04.md` → `4.0`; `4.2` → `4.2`. Undefined where the text is no id. */
export function normaliseId(text: string): string | undefined {
  const written = unwrap(text)
  const isNamed = !'0123456789'.includes(written.charAt(0))
  const named = isNamed ? written.replace(/^(?:task|tarefa)[\s_:#-]*/i, '') : written
  const bare = named.slice(-3).toLowerCase() === '.md' ? named.slice(0, -3) : named
  const match = NUMBER.exec(bare)
  if (!match?.[1]) return undefined
  const minor = match[2] ?? '0'
  return `${match[1]}.${Number(minor) === 0 ? '0' : minor}`
}

/** As `normaliseId`, with a service in front kept: `auth.4.2`, `auth/4` → `auth/4.2`, `auth/4.0`. */
export function normaliseReference(text: string): string | undefined {
  const bare = unwrap(text)
  const plain = normaliseId(bare)
  if (plain !== undefined) return plain
  const match = /^([A-Za-z][\w-]{0,80}(?::[A-Za-z][\w-]{0,80})?)[/.](.{1,40})$/.exec(bare)
  const id = normaliseId(match?.[2] ?? '')
  return match && id !== undefined ? `${match[1]}/${id}` : undefined
}

/** Whether a text says that there is no id: `none`, `—`, `""`. */
export function isNoId(text: string): boolean {
  return NOTHING.has(unwrap(text).toLowerCase())
}

export const majorOf = (id: string): string => id.slice(0, id.indexOf('.'))

/** `4.0` and other ids in ascending order of their numbers. */
export function compareIds(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number)
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number)
  return aMajor - bMajor || aMinor - bMinor
}

function unwrap(text: string): string {
  let bare = text.trim()
  while (
    bare.length > 1 &&
    `"'\`*[(<`.includes(bare.charAt(0)) &&
    `"'\`*])>`.includes(bare.charAt(bare.length - 1))
  )
    bare = bare.slice(1, -1).trim()
  return bare
}
