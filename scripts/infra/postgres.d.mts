import type { Server } from './server.mjs'

export interface Postgres extends Server {
  /** `postgresql://…/…` of an empty database; its user may do everything. */
  readonly url: string
}

export function startPostgres(): Promise<Postgres>
export function installPostgres(): Promise<string>
