/** Reads `.taskplan/tasks` and `.taskplan/services/*.json`. A stranger may have written them: nothing is believed. */
import type { Diagnostics } from '../diagnostics/index.ts'
import { damaged } from './errors.ts'
import { locate, type Place, SERVICES, TASKS } from './paths.ts'
import { readService } from './read-service.ts'
import { refuseLinkedState } from './refuse-links.ts'
import type { ScaffoldedTask, ServiceState, State } from './state.ts'

const MARKER = /^(<{7}|\|{7}|={7}|>{7})/
const MOST_FIELD = 500

/** Throws UserError where the state is newer than this version or cannot be read as a whole. */
export function readState(place: Place, diagnostics: Diagnostics): State {
  refuseLinkedState(place)
  const sources = readSources(place)
  const services = new Map<string, ServiceState>()
  const owned = new Set<string>()
  for (const [path, content] of sources) {
    if (path === TASKS) continue
    const service = path.slice(SERVICES.length + 1, -'.json'.length)
    const state = readService({ path, service, text: decode(path, content) }, diagnostics)
    services.set(service, withoutClaimed(state, owned))
  }
  const tasks = sources.get(TASKS)
  return { tasks: tasks ? readTasks(decode(TASKS, tasks)) : [], services, sources }
}

/** Bytes of all files of the state by path, sorted. */
export function readSources(place: Place): ReadonlyMap<string, Uint8Array> {
  const names = (place.disk.list(locate(place, SERVICES)) ?? [])
    .filter(({ name, kind }) => kind === 'file' && /^[^.].*\.json$/.test(name))
    .map(({ name }) => `${SERVICES}/${name}`)
  const sources = new Map<string, Uint8Array>()
  for (const path of [...names, TASKS]) {
    const content = place.disk.read(locate(place, path))
    if (content !== undefined) sources.set(path, content)
  }
  return sources
}

/** One path belongs to one service: the first that names it. */
function withoutClaimed(state: ServiceState, owned: Set<string>): ServiceState {
  const files = new Map([...state.files].filter(([path]) => !owned.has(path)))
  for (const path of files.keys()) owned.add(path)
  return { ...state, files }
}

function readTasks(text: string): readonly ScaffoldedTask[] {
  const tasks = new Map<string, ScaffoldedTask>()
  for (const line of text.split(/\r?\n/)) {
    const [key = '', category = '', title = ''] = line.split('\t')
    const isEntry = key !== '' && !MARKER.test(line) && line.length <= MOST_FIELD * 3
    if (isEntry && !tasks.has(key)) tasks.set(key, { key, category, title })
  }
  return [...tasks.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}

function decode(path: string, content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch (cause) {
    throw damaged(path, 'is not UTF-8', cause)
  }
}
