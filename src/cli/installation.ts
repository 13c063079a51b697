import { fileURLToPath } from 'node:url'
import type { Installation } from '../commands/verb.ts'
import type { Disk } from '../ports.ts'

/** Files below a folder, relative to it. */
function filesBelow(disk: Disk, folder: string): readonly string[] {
  return (disk.list(folder) ?? []).flatMap(({ name, kind }) => {
    if (kind === 'file') return [name]
    return kind === 'directory' ? filesBelow(disk, `${folder}/${name}`).map((path) => `${name}/${path}`) : []
  })
}

/** What the package brings along, read from where it is installed when it is needed. */
export function createInstallation(
  disk: Disk,
  templates: URL,
  generators: Installation['generators'],
): Installation {
  const folder = () => fileURLToPath(templates).replaceAll('\\', '/').replace(/\/$/, '')
  const text = (path: string): string | undefined => {
    const bytes = disk.read(path)
    return bytes && new TextDecoder().decode(bytes)
  }
  return {
    get version() {
      const manifest: unknown = JSON.parse(text(fileURLToPath(new URL('../package.json', templates))) ?? '{}')
      const version =
        typeof manifest === 'object' && manifest && 'version' in manifest ? manifest.version : ''
      return typeof version === 'string' ? version : ''
    },
    templates: {
      read: (path) => text(`${folder()}/${path}`),
      list: (path) => filesBelow(disk, `${folder()}/${path}`),
    },
    generators,
  }
}
