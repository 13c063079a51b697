import { spawn } from 'node:child_process'
import type { Run, RunResult } from '../ports.ts'
import { INTERRUPTED, NOT_FOUND, NOT_STARTED, TIMED_OUT } from './exit-codes.ts'

/** More output than this is cut at the front, so that a talkative program cannot fill the memory. */
const OUTPUT_LIMIT = 4 * 1024 * 1024

const KILL_AFTER_MS = 2_000
/** Ends of the session: the program leads a group of its own and would outlive it. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

interface Output {
  add(chunk: Buffer): void
  text(): string
}

function output(): Output {
  let chunks: Buffer[] = []
  let size = 0
  return {
    add(chunk) {
      chunks.push(chunk)
      size += chunk.length
      if (size > 2 * OUTPUT_LIMIT) {
        chunks = [Buffer.concat(chunks).subarray(-OUTPUT_LIMIT)]
        size = OUTPUT_LIMIT
      }
    },
    text: () => Buffer.concat(chunks).subarray(-OUTPUT_LIMIT).toString('utf8'),
  }
}

/** Ends a program and what it started: it leads its own process group. */
function end(pid: number | undefined, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch {
    // Already gone.
  }
}

/** Runs a program with exact arguments and closed stdin. 127: not found; 124: over its time limit; 130: interrupted. */
export const run: Run = (command, args, options) =>
  new Promise<RunResult>((resolve) => {
    const started = process.hrtime.bigint()
    const [stdout, stderr] = [output(), output()]
    let stopped: number | undefined
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      shell: false,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let escalation: NodeJS.Timeout | undefined
    /** Asks it to end, and ends it where it does not, or where it is stopped once more. */
    const stop = (reason: number) => {
      end(child.pid, stopped === undefined ? 'SIGTERM' : 'SIGKILL')
      stopped ??= reason
      escalation ??= setTimeout(() => end(child.pid, 'SIGKILL'), KILL_AFTER_MS)
    }
    const interrupt = () => stop(INTERRUPTED)
    const limit = setTimeout(() => stop(TIMED_OUT), (options.seconds ?? 600) * 1000)
    const finish = (exitCode: number, reason = '') => {
      clearTimeout(limit)
      clearTimeout(escalation)
      for (const signal of SIGNALS) process.removeListener(signal, interrupt)
      const seconds = Number(process.hrtime.bigint() - started) / 1e9
      resolve({
        exitCode: stopped ?? exitCode,
        stdout: stdout.text(),
        stderr: stderr.text() + reason,
        seconds,
      })
    }
    for (const signal of SIGNALS) process.on(signal, interrupt)
    child.stdout.on('data', stdout.add)
    child.stderr.on('data', stderr.add)
    child.on('error', (error: NodeJS.ErrnoException) =>
      finish(error.code === 'ENOENT' ? NOT_FOUND : NOT_STARTED, error.message),
    )
    child.on('close', (code) => finish(code ?? 1))
  })
