import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url))

/** Whether the folder of source documents and public plans stands beside the repository. */
export const hasShared = existsSync(SHARED)

export const readShared = (path: string): string => readFileSync(SHARED + path, 'utf8')

/** Files below a folder of the shared material, sorted, relative to it. */
export function listShared(folder: string): string[] {
  const entries = readdirSync(SHARED + folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(SHARED.length + folder.length + 1))
    .sort()
}
