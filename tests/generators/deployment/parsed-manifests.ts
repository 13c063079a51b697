/** The objects of rendered manifests, without what kustomize makes of them. */
import { parseAllDocuments } from 'yaml'
import type { Manifest } from '../../support/manifest-rules.ts'

/** Objects of the files whose path matches, in the order of their paths. */
export function objectsOf(files: ReadonlyMap<string, string>, path: RegExp): readonly Manifest[] {
  return [...files]
    .filter(([name]) => path.test(name) && !name.endsWith('/kustomization.yaml'))
    .flatMap(([, text]) => parseAllDocuments(text).map((document) => document.toJS()))
}

export const BASE = /\/k8s\/base\//
/** One build of a service: its base, one namespace, its migration. */
export const ONE_BUILD = /\/k8s\/(base|overlays\/prod|jobs)\//
