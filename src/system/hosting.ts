/** What a plan says about the place a service runs in. */
import type { DocumentFacts, SecretRef } from '../plan/facts.ts'
import { affirmsWord, type FoldedText, hasWord } from './folded-text.ts'
import type { Statement } from './statements.ts'

export interface Hosting {
  /** Short names of the environments the plan deploys to, in the order of promotion; empty: it names none. */
  readonly environments: readonly string[]
  /** Each variable once. */
  readonly secrets: readonly SecretRef[]
  /** A task names one manifest `k8s/<service>.yaml`. */
  readonly flat: boolean
}

const ENVIRONMENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['dev', ['dev', 'development']],
  ['qa', ['qa']],
  ['staging', ['staging']],
  ['prod', ['prod', 'production']],
])
const PLATFORM = ['kubernetes', 'k8s', 'kustomize', 'kustomization', 'deploy', 'deployment', 'manifest']
const ONE_MANIFEST = /(?:^|[\s`"'(,/])k8s\/(?:<service>|[a-z0-9][a-z0-9-]{0,62}-service)\.ya?ml/

export function findHosting(statements: readonly Statement[], documents: readonly DocumentFacts[]): Hosting {
  const named = statements.map(({ folded }) => folded).filter(isAboutEnvironments)
  const secrets = new Map<string, SecretRef>()
  for (const found of documents.flatMap((facts) => facts.secrets ?? []))
    if (!secrets.has(found.variable)) secrets.set(found.variable, found)
  const drawn = documents.flatMap(({ tree }) => tree).map(({ path }) => path)
  return {
    environments: [...ENVIRONMENTS]
      .filter(([, words]) => named.some((folded) => words.some((word) => affirmsWord(folded, word))))
      .map(([name]) => name),
    secrets: [...secrets.values()],
    flat:
      statements.some(({ folded }) => ONE_MANIFEST.test(folded.text)) ||
      drawn.some((path) => ONE_MANIFEST.test(path)),
  }
}

/** "Production ready" is praise; an overlay, or an environment to deploy to, is a place. */
function isAboutEnvironments(folded: FoldedText): boolean {
  if (hasWord(folded, 'overlay')) return true
  return hasWord(folded, 'environment') && PLATFORM.some((word) => hasWord(folded, word))
}
