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
  /** Which of `HTTP_PORT` and `GRPC_PORT` it listens on. */
  readonly ports: readonly string[]
}

export async function startAndStop(environment: GateReport['environment'], start: Start): Promise<Stopped> {
  const { stopped } = await serveWhile(environment, start, async () => undefined)
  return stopped
}

/** What `work` makes of a service that runs, given its ports. */
export async function whileServing<T>(
  environment: GateReport['environment'],
  start: Start,
  work: (ports: readonly number[]) => Promise<T>,
): Promise<T> {
  const { result } = await serveWhile(environment, start, work)
  return result
}

async function serveWhile<T>(
  { python, env }: GateReport['environment'],
  start: Start,
  work: (ports: readonly number[]) => Promise<T>,
): Promise<{ readonly result: T; readonly stopped: Stopped }> {
  const ports = await Promise.all(start.ports.map(freePort))
  const own = Object.fromEntries(start.ports.map((name, index) => [name, String(ports[index])]))
  const child = spawn(python, ['-m', `${start.package}.main`], {
    cwd: start.dir,
    env: { ...process.env, ...env, ...own },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  const ended = once(child, 'exit')
  const limit = setTimeout(() => child.kill('SIGKILL'), 60_000)
  try {
    for (const port of ports) while (child.exitCode === null && !(await answers(port))) await pause()
    const result = await work(ports)
    child.kill('SIGTERM')
    const [exitCode] = await ended
    return { result, stopped: { exitCode, output } }
  } finally {
    clearTimeout(limit)
    child.kill('SIGKILL')
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
