/** Upper bounds that the plan's other packages, or the capabilities of the service, ask for. */
import { capBelow, isHeldBelow, type PackageRequirement, type Service } from '../../src/generator/index.ts'

export interface Cap {
  /** First version that is too new. */
  readonly below: string
  readonly why: 'tracing' | 'kombu' | 'passlib'
  /** What asks for it, in the plan. */
  readonly origin: PackageRequirement['origin'] | undefined
}

export function capped(specifier: string, cap: Cap | undefined): string {
  return cap === undefined ? specifier : capBelow(specifier, cap.below)
}

/** The caps of a service by package. */
export function capsOf(
  service: Service,
  wanted: readonly { readonly name: string }[],
): ReadonlyMap<string, Cap> {
  const { packages } = service.project
  const tracing = service.capabilities.get('tracing')
  const stores = [...packages, ...wanted].some(({ name }) => name === 'sqlalchemy')
  const kombu = packages.find(isOldKombu)?.origin
  const passlib = packages.find(({ name }) => name === 'passlib')?.origin
  return new Map<string, Cap>([
    ...(tracing && stores
      ? [['sqlalchemy', { below: '2.1', why: 'tracing', origin: tracing }] as const]
      : []),
    ...(kombu ? [['redis', { below: '6.5', why: 'kombu', origin: kombu }] as const] : []),
    ...(passlib ? [['bcrypt', { below: '4.1', why: 'passlib', origin: passlib }] as const] : []),
  ])
}

/** Whether the plan keeps celery or kombu below 5.7, from where newer redis is accepted. */
export function holdsOldKombu({ project }: Service): boolean {
  return project.packages.some(isOldKombu)
}

function isOldKombu({ name, specifier }: PackageRequirement): boolean {
  return (name === 'celery' || name === 'kombu') && isHeldBelow(specifier, '5.7')
}
