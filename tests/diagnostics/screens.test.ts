/**
 * Plans as people write them, and what the program says of each. A folder holds a small repository in `plan/` and
 * `screen.txt`: a line that says why it is there, then commands, each with what it prints. What is printed is
 * recorded with `UPDATE_SCREENS=1` and compared otherwise; a screen that was recorded is read before it is kept.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { type Files, openShop, type Screen } from '../support/front-door.ts'

const ROOT = fileURLToPath(new URL('./', import.meta.url))
const UPDATES = process.env.UPDATE_SCREENS === '1'
const cases = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()

describe('the screen of', () => {
  test.each(cases)('%s', async (name) => {
    const path = join(ROOT, name, 'screen.txt')
    const written = readFileSync(path, 'utf8')
    const lines = written.split('\n')
    const commands = lines.filter((line) => line.startsWith('$ taskplan '))
    const reasons = lines.slice(0, lines.indexOf(commands[0] ?? ''))
    expect(reasons[0]).toMatch(/^# \S/)
    expect(commands).not.toEqual([])
    const bytes =
      reasons
        .find((line) => line.startsWith('# bytes: '))
        ?.split(' ')
        .slice(2) ?? []
    const shown = [...reasons, ...(await play(readPlanFiles(name, bytes), commands))].join('\n')
    if (UPDATES) writeFileSync(path, shown)
    expect(shown).toBe(UPDATES ? shown : written)
  })
})

const BYTES: Readonly<Record<string, (text: string) => string>> = {
  bom: (text) => `\ufeff${text}`,
  crlf: (text) => text.replaceAll('\n', '\r\n'),
  mixed: (text) => text.replace('\n', '\r\n'),
  unended: (text) => text.replace(/\n$/, ''),
  nbsp: (text) => text.replaceAll('_', '\u00a0'),
}

/** The files of a case. What would not show in an editor is done to them here: `# bytes: crlf bom`. */
function readPlanFiles(name: string, bytes: readonly string[]): Files {
  const folder = join(ROOT, name, 'plan')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const change = (text: string): string =>
    bytes.reduce((changed, word) => {
      const apply = BYTES[word]
      if (!apply) throw new Error(`${name}: nothing is known of the bytes ${word}`)
      return apply(changed)
    }, text)
  return Object.fromEntries(
    files.map((path) => [path.slice(folder.length + 1), change(readFileSync(path, 'utf8'))] as const),
  )
}

async function play(files: Files, commands: readonly string[]): Promise<readonly string[]> {
  const shop = openShop(files)
  const shown: string[] = []
  for (const command of commands) {
    const [line = '', columns] = command.slice('$ taskplan '.length).split(' | ')
    const screen = await shop.taskplan(line)
    shown.push(command, ...(columns === undefined ? linesOf(screen) : table(screen, columns.split(' '))), '')
  }
  shop.close()
  return shown
}

function linesOf({ stdout, stderr, exitCode }: Screen): readonly string[] {
  const parts = [stdout, stderr].map((text) => text.trimEnd()).filter((text) => text !== '')
  return [...parts.join('\n--- stderr\n').split('\n'), ...(exitCode === 0 ? [] : [`exit ${exitCode}`])]
}

interface Listed {
  readonly result: { readonly plans: readonly { readonly tasks: readonly Record<string, unknown>[] }[] }
}

/** Fields of the tasks of `list --json`, one task a line. */
function table({ stdout }: Screen, columns: readonly string[]): readonly string[] {
  const { result } = JSON.parse(stdout) as Listed
  return result.plans.flatMap(({ tasks }) =>
    tasks.map((task) => columns.map((column) => cellOf(task[column])).join('  ')),
  )
}

const cellOf = (value: unknown): string =>
  Array.isArray(value) ? `[${value.join(', ')}]` : String(value ?? '-')
