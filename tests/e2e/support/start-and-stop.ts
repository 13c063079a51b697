/** Starts a service as its README says, waits until its ports answer, ends it by SIGTERM. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { GateReport } from '../harness.ts'

export interface Stopped {
  readonly exitCode: number | null
  readonly output: string
}

export interface Start {
  readonly dir: string
  /** Root package: `src`. */
  readonly package: string
  /** Module of the process in that package; `main` where it is left out. */
  readonly entry?: string
  /** Which of `HTTP_PORT`, `GRPC_PORT` and `METRICS_PORT` it listens on. */
  readonly ports: readonly string[]
}

/** A service that runs. */
export interface Running {
  /** By the name of their setting. */
  readonly ports: Readonly<Record<string, number>>
  stop(): Promise<Stopped>
}

type Settings = Readonly<Record<string, string>>

export async function startAndStop(
  environment: GateReport['environment'],
  start: Start,
  settings: Settings = {},
): Promise<Stopped> {
  const running = await startService(environment, start, settings)
  return running.stop()
}

/**
 * Throws with the output where the service ends by itself, even well, before each of its ports answered.
 * @param settings laid over the environment of the service
 */
export async function startService(
  { python, env }: GateReport['environment'],
  start: Start,
  settings: Settings = {},
): Promise<Running> {
  const free = await Promise.all(start.ports.map(async (name) => [name, await freePort()] as const))
  const own = Object.fromEntries(free.map(([name, port]) => [name, String(port)]))
  const child = spawn(python, ['-m', `${start.package}.${start.entry ?? 'main'}`], {
    cwd: start.dir,
    env: { ...process.env, ...env, ...settings, ...own },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  const ended = once(child, 'close')
  const limit = setTimeout(() => child.kill('SIGKILL'), 60_000)
  const runs = () => child.exitCode === null && child.signalCode === null
  for (const [, port] of free) while (runs() && !(await answers(port))) await pause()
  if (!runs()) {
    await ended
    clearTimeout(limit)
    throw new Error(`the service ended before each of its ports answered:\n${output}`)
  }
  return {
    ports: Object.fromEntries(free),
    async stop() {
      child.kill('SIGTERM')
      const [exitCode] = await ended
      clearTimeout(limit)
      return { exitCode, output }
    },
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 50))

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
