import type { Service } from '../../../src/generator/index.ts'

/** Which JWT and hashing libraries the security module is written on. */
export interface SecurityLibraries {
  readonly jose: boolean
  readonly passlib: boolean
}

export function securityLibraries(service: Service): SecurityLibraries {
  const listed = (name: string) => service.project.packages.some((entry) => entry.name === name)
  return { jose: listed('python-jose'), passlib: listed('passlib') }
}
