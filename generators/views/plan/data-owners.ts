import type { Service } from '../../../src/generator/index.ts'
import { ownerOf } from './owners.ts'

export function redisOwner(service: Service): string | undefined {
  return ownerOf(service, 'data', ['redis', 'cache', 'session'])
}

export function sessionOwner(service: Service): string | undefined {
  return ownerOf(service, 'data', ['session', 'redis'])
}
