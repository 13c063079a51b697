export * from './diagnostic.ts'
export * from './diagnostics.ts'
export * from './errors.ts'
