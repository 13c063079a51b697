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
  const beside = (path: string) => text(fileURLToPath(new URL(`../${path}`, templates))) ?? '{}'
  let texts: Installation['templates'] | undefined
  return {
    get version() {
      const { version } = objectIn(beside('package.json'))
      return typeof version === 'string' ? version : ''
    },
    // In the repository the folder as it stands; the package has all of it in one file.
    get templates() {
      texts ??=
        disk.list(folder()) === undefined
          ? packed(objectIn(beside('dist/templates.json')))
          : {
              read: (path) => text(`${folder()}/${path}`),
              list: (path) => filesBelow(disk, `${folder()}/${path}`),
            }
      return texts
    },
    generators,
  }
}

function packed(files: Readonly<Record<string, unknown>>): Installation['templates'] {
  return {
    read: (path) => {
      const text = Object.hasOwn(files, path) ? files[path] : undefined
      return typeof text === 'string' ? text : undefined
    },
    list: (path) =>
      Object.keys(files).flatMap((file) =>
        file.startsWith(`${path}/`) ? [file.slice(path.length + 1)] : [],
      ),
  }
}

function objectIn(json: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(json)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
