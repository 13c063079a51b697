/** Puts kept-up packages in the place of those that are dead or dangerous. */
import type { PackageRequirement } from '../plan/facts.ts'

/** A package of the plan that another one, or what is generated, stands for. */
export interface Replacement {
  readonly listed: PackageRequirement
  /** `pyjwt[crypto]`; undefined: the service needs none. */
  readonly by: string | undefined
}

interface Successor {
  readonly name: string
  readonly extras: readonly string[]
}

/** undefined: generated code, or what comes by itself, takes its place. */
const SUCCESSORS: ReadonlyMap<string, Successor | undefined> = new Map([
  ['python-jose', { name: 'pyjwt', extras: ['crypto'] }],
  ['types-python-jose', undefined],
  ['passlib', { name: 'pwdlib', extras: ['argon2'] }],
  ['types-passlib', undefined],
  ['httpx', { name: 'httpx2', extras: [] }],
  ['pytest-grpc', undefined],
  ['grpc-stubs', undefined],
  ['pybreaker', undefined],
  ['slowapi', undefined],
])

export interface Modernized {
  readonly packages: readonly PackageRequirement[]
  readonly replaced: readonly Replacement[]
}

/** The packages with their successors, in their order and groups; one that is listed already is not added. */
export function modernize(packages: readonly PackageRequirement[]): Modernized {
  const replaced: Replacement[] = []
  const kept = packages.flatMap((listed): readonly PackageRequirement[] => {
    if (listed.name === 'grpcio-tools' && listed.group === 'runtime') {
      replaced.push({ listed, by: 'the group `proto`' })
      return []
    }
    if (!SUCCESSORS.has(listed.name)) return [listed]
    const successor = SUCCESSORS.get(listed.name)
    replaced.push({ listed, by: successor && spelled(successor) })
    const isListed = packages.some(({ name, group }) => name === successor?.name && group === listed.group)
    return successor && !isListed ? [{ ...listed, ...successor, specifier: '' }] : []
  })
  return { packages: kept, replaced }
}

function spelled({ name, extras }: Successor): string {
  return extras.length === 0 ? name : `${name}[${extras.join(',')}]`
}
