/** Puts kept-up packages in the place of those that are dead or dangerous. */
import type { PackageRequirement } from '../plan/facts.ts'

/** A package of the plan that another one, or what is generated, stands for. */
export interface Replacement {
  readonly listed: PackageRequirement
  /** `pyjwt[crypto]`. */
  readonly by?: string | undefined
  /** Group that it belongs to: `proto`. Without either the service needs none. */
  readonly movedTo?: string | undefined
}

interface Successor {
  readonly name: string
  readonly extras: readonly string[]
}

const MOVED: ReadonlyMap<string, string> = new Map([['grpcio-tools', 'proto']])

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
    const replacement = replacementOf(listed)
    if (!replacement) return [listed]
    replaced.push(replacement)
    const successor = SUCCESSORS.get(listed.name)
    const isListed = packages.some(({ name, group }) => name === successor?.name && group === listed.group)
    return successor && !isListed ? [{ ...listed, ...successor, specifier: '' }] : []
  })
  return { packages: kept, replaced }
}

/** What `--modernize` puts in the place of a package, if anything. */
export function replacementOf(listed: PackageRequirement): Replacement | undefined {
  const { name, group } = listed
  if (SUCCESSORS.has(name)) {
    const successor = SUCCESSORS.get(name)
    return { listed, by: successor && spelled(successor) }
  }
  const movedTo = MOVED.get(name)
  return movedTo !== undefined && group === 'runtime' ? { listed, movedTo } : undefined
}

function spelled({ name, extras }: Successor): string {
  return extras.length === 0 ? name : `${name}[${extras.join(',')}]`
}
