import type { Server } from './server.mjs'

export interface RedisServer extends Server {
  readonly url: string
}

export function startRedis(): Promise<RedisServer>
export function installRedis(): Promise<string>
