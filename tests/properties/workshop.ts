/** Runs the command line in this process on a disk in memory, with the real generators and templates. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { GENERATORS } from '../../generators/index.ts'
import { main } from '../../src/cli/main.ts'
import type { Disk } from '../../src/ports.ts'
import { memoryDisk } from '../support/memory-disk.ts'

export type Files = Readonly<Record<string, string>>

export const TEMPLATES = new URL('../../templates/', import.meta.url)
export const ROOT = '/home/shop'

export interface Said {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

interface Bench {
  readonly disk: Disk
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  readonly templates?: URL
}

/** One command line of `taskplan`; nobody is asked anything. */
export async function taskplan(bench: Bench, args: readonly string[]): Promise<Said> {
  const [out, err]: [string[], string[]] = [[], []]
  const exitCode = await main(
    {
      argv: ['node', 'taskplan', ...args],
      env: { PATH: '/nowhere', NO_COLOR: '1', ...bench.env },
      stdin: {},
      stdout: { write: (text) => out.push(text) },
      stderr: { write: (text) => err.push(text) },
      cwd: () => bench.cwd,
    },
    {
      program: 'taskplan',
      templates: bench.templates ?? TEMPLATES,
      generators: async () => GENERATORS,
      disk: bench.disk,
      run: async () => ({ exitCode: 127, stdout: '', stderr: '', seconds: 0 }),
    },
  )
  return { exitCode, stdout: out.join(''), stderr: err.join('') }
}

/** Files of a folder as they stand on the disk of this machine, relative to it. */
export function filesOf(folder: URL | string): Files {
  const base = typeof folder === 'string' ? folder : fileURLToPath(folder)
  const entries = readdirSync(base, { recursive: true, withFileTypes: true }).filter((found) =>
    found.isFile(),
  )
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort()
  return Object.fromEntries(
    paths.map((path) => [relative(base, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  )
}

/** A disk that holds files below `ROOT`. */
export function shopDisk(files: Files): Disk {
  return memoryDisk(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`${ROOT}/${path}`, text])),
  )
}

export function writeFiles(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}
