import type { Server } from './server.mjs'

export interface Kafka extends Server {
  /** `127.0.0.1:<port>` */
  readonly bootstrap: string
}

export function startKafka(): Promise<Kafka>
export function installKafka(): Promise<{ readonly java: string; readonly jars: string }>
