/** Upper bounds that the plan's other packages, or the capabilities of the service, ask for. */
import { capBelow, isHeldBelow, type Service } from '../src/generator/index.ts'

export interface Cap {
  /** First version that is too new. */
  readonly below: string
  readonly why: 'tracing' | 'kombu' | 'passlib'
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
  const isTraced = service.capabilities.has('tracing')
  const stores = [...packages, ...wanted].some(({ name }) => name === 'sqlalchemy')
  const passlib = packages.some(({ name }) => name === 'passlib')
  return new Map<string, Cap>([
    ...(isTraced && stores ? [['sqlalchemy', { below: '2.1', why: 'tracing' }] as const] : []),
    ...(holdsOldKombu(service) ? [['redis', { below: '6.5', why: 'kombu' }] as const] : []),
    ...(passlib ? [['bcrypt', { below: '4.1', why: 'passlib' }] as const] : []),
  ])
}

/** Whether the plan keeps celery or kombu below 5.7, from where newer redis is accepted. */
export function holdsOldKombu({ project }: Service): boolean {
  return project.packages.some(
    ({ name, specifier }) => (name === 'celery' || name === 'kombu') && isHeldBelow(specifier, '5.7'),
  )
}
