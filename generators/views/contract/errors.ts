/** Domain errors of the answers a contract documents: one class per status. */
import type { Endpoint } from '../../../src/generator/index.ts'

export interface ErrorView {
  readonly status: number
  readonly className: string
  readonly grpcCode: string
  readonly title: string
  readonly doc: string
}

/** 404 is no error of the domain but an absent result; 422 is answered before the domain is reached. */
const ERRORS: readonly ErrorView[] = [
  entry(400, 'BadRequestError', 'INVALID_ARGUMENT', 'Bad request'),
  entry(401, 'UnauthenticatedError', 'UNAUTHENTICATED', 'Unauthenticated'),
  entry(402, 'PaymentRequiredError', 'FAILED_PRECONDITION', 'Payment required'),
  entry(403, 'PermissionDeniedError', 'PERMISSION_DENIED', 'Permission denied'),
  entry(409, 'ConflictError', 'ALREADY_EXISTS', 'Conflict'),
  entry(410, 'GoneError', 'NOT_FOUND', 'Gone'),
  entry(412, 'PreconditionFailedError', 'FAILED_PRECONDITION', 'Precondition failed'),
  entry(413, 'ContentTooLargeError', 'INVALID_ARGUMENT', 'Content too large'),
  entry(415, 'UnsupportedMediaTypeError', 'INVALID_ARGUMENT', 'Unsupported media type'),
  entry(423, 'LockedError', 'FAILED_PRECONDITION', 'Locked'),
  entry(429, 'TooManyRequestsError', 'RESOURCE_EXHAUSTED', 'Too many requests'),
  entry(503, 'UnavailableError', 'UNAVAILABLE', 'Unavailable'),
]

function entry(status: number, className: string, grpcCode: string, title: string): ErrorView {
  return { status, className, grpcCode, title, doc: `${title}; HTTP ${status}.` }
}

export function errorsOf(endpoints: readonly (Endpoint | undefined)[]): readonly ErrorView[] {
  const statuses = new Set(
    endpoints.flatMap((endpoint) => endpoint?.responses.map((response) => response.status) ?? []),
  )
  return ERRORS.filter((error) => statuses.has(error.status))
}

export function hasAbsence(endpoint: Endpoint | undefined): boolean {
  return endpoint?.responses.some((response) => response.status === 404) ?? false
}

/** Import list of the errors that operations raise; the unused are dropped when the module is finished. */
export function errorNames(operations: readonly { readonly errors: readonly ErrorView[] }[]): string {
  const names = operations.flatMap(({ errors }) => errors.map(({ className }) => className))
  return ['DomainError', ...new Set(names)].join(', ')
}
