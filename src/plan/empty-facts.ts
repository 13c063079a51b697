import type { DocumentFacts } from './facts.ts'

/** Facts that say nothing. */
export function emptyFacts(service?: string): DocumentFacts {
  const facts: DocumentFacts = {
    endpoints: [],
    schemas: [],
    protos: [],
    entities: [],
    edges: [],
    topics: [],
    tree: [],
    statements: [],
  }
  return service === undefined ? facts : { service, ...facts }
}
