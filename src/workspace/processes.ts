/** Which process this is, and whether another one still lives. */
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

export interface ProcessIdentity {
  readonly host: string
  readonly pid: number
  /** When the process started, in a form that no other process with its number has; empty where unknown. */
  readonly started: string
}

export interface Processes {
  readonly self: ProcessIdentity
  /** Start of a living process of this host, empty where unknown; undefined where there is none. */
  startOf(pid: number): string | undefined
}

const STATE_FIELD = 0
const START_FIELD = 19

export function systemProcesses(): Processes {
  return {
    self: { host: hostname(), pid: process.pid, started: startOf(process.pid) ?? '' },
    startOf,
  }
}

function startOf(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`)
  if (stat === undefined) return isAlive(pid) ? '' : undefined
  // The name of the program stands in parentheses and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[STATE_FIELD] === 'Z') return undefined
  return `${readText('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}:${fields[START_FIELD] ?? ''}`
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
