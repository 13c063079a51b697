import type { DocumentFacts } from '../facts.ts'

export function noFacts(service?: string): DocumentFacts {
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
