/** The parts a service may have, in the order of their settings. The only registration. */
import type { Service } from '../../src/generator/index.ts'
import { database } from './database.ts'
import { grpc, rest } from './edges.ts'
import { image } from './image.ts'
import { logging } from './logging.ts'
import type { Part } from './part.ts'
import { environment, process } from './process.ts'
import { redis, sessions } from './redis.ts'
import { tokens } from './tokens.ts'
import { coverage } from './verification.ts'

const PARTS: readonly Part[] = [
  environment,
  logging,
  rest,
  grpc,
  process,
  database,
  redis,
  sessions,
  tokens,
  coverage,
  image,
]

export function partsOf(service: Service): readonly Part[] {
  return PARTS.filter((part) => part.asked(service))
}
