import type { Disk } from '../ports.ts'
import { quote } from './quote.ts'

type Environment = Readonly<Record<string, string | undefined>>

const PACKAGE = 'create-taskplan-service'

function isFile(disk: Disk, path: string): boolean {
  const kind = disk.stat(path)?.kind
  return kind === 'file' || kind === 'link'
}

/** Whether a folder of PATH belongs to the run that npx or npm made for one command. */
function isPassing(folder: string): boolean {
  return folder.includes('/_npx/') || folder.endsWith('/node_modules/.bin') || folder.includes('/dlx-')
}

function onPath(disk: Disk, environment: Environment): boolean {
  const folders = (environment.PATH ?? '')
    .replaceAll('\\', '/')
    .split(process.platform === 'win32' ? ';' : ':')
  return folders.some(
    (folder) => folder.startsWith('/') && !isPassing(folder) && isFile(disk, `${folder}/taskplan`),
  )
}

function isLocal(disk: Disk, from: string): boolean {
  for (let folder = from; folder.includes('/'); folder = folder.slice(0, folder.lastIndexOf('/'))) {
    if (isFile(disk, `${folder}/node_modules/.bin/taskplan`)) return true
  }
  return false
}

/** How this user starts `taskplan`: never a command that would run a stranger's package. */
export function taskplanCommand(disk: Disk, environment: Environment, cwd: string): string {
  if (onPath(disk, environment)) return 'taskplan'
  return isLocal(disk, cwd) ? 'npx taskplan' : `npx -y -p ${PACKAGE} taskplan`
}

/** The front door's command line for exactly this version. */
export function createCommand(version: string, words: readonly string[]): string {
  return [`npx -y ${PACKAGE}@${version}`, ...words.map(quote)].join(' ')
}
