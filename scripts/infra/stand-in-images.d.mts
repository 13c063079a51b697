import type { Docker } from './docker.mjs'

export function makeStandIns(docker: Docker): Promise<void>
