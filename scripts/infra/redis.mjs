// A throw-away Redis: loopback only, nothing is kept.
import { findProgram, provide, startServer } from './server.mjs'

export async function startRedis() {
  const command = await installRedis()
  const server = await startServer({
    name: 'Redis',
    start: ({ port }) => ({
      command,
      args: ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'],
    }),
  })
  return { ...server, url: `redis://127.0.0.1:${server.port}/0` }
}

/** Path of the server. */
export function installRedis() {
  return provide(() => findProgram('redis-server') ?? findProgram('valkey-server'), ['redis-server'])
}
