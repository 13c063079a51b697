/** The parts a service may have, in the order of their settings. */
import type { Service } from '../../src/generator/index.ts'
import { once } from '../views/once.ts'
import { clients } from './clients.ts'
import { AFTER_CLIENTS, BEFORE_CLIENTS } from './own-parts.ts'
import type { Part } from './part.ts'

const PARTS: readonly Part[] = [...BEFORE_CLIENTS, clients, ...AFTER_CLIENTS]

export function partsOf(service: Service): readonly Part[] {
  return once(service, chooseParts)
}

function chooseParts(service: Service): readonly Part[] {
  return PARTS.filter((part) => part.asked(service))
}
