import type { SecretRef } from '../facts.ts'
import { locateLine, type Passage } from './passage.ts'

const ENTRY =
  /^[ \t]*(?:-[ \t]+)?(name|key|secretKeyRef):[ \t]*["']?([A-Za-z0-9][A-Za-z0-9._-]{0,252})?["']?[ \t]*(?:#.*)?$/
const VARIABLE = /^[A-Z][A-Z0-9_]*$/
const SECRET = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/

/** Whether a YAML text says which secret a variable comes from. */
export function isAboutSecrets(text: string): boolean {
  return text.includes('secretKeyRef:')
}

/** Variables of a manifest that come from secrets, in order; what Kubernetes would not take is left out. */
export function readSecretRefs(passage: Passage): readonly SecretRef[] {
  const found: SecretRef[] = []
  let variable: string | undefined
  let secret: string | undefined
  let inside = false
  for (const [index, line] of passage.text.split('\n').entries()) {
    const [, word, value] = ENTRY.exec(line.slice(0, 600)) ?? []
    if (word === undefined) continue
    if (word === 'secretKeyRef') {
      inside = true
    } else if (word === 'name' && !inside) {
      variable = value
    } else if (word === 'name') {
      secret = value
    } else if (inside && variable !== undefined && secret !== undefined && value !== undefined) {
      if (VARIABLE.test(variable) && SECRET.test(secret))
        found.push({ variable, secret, key: value, origin: locateLine(passage, index + 1) })
      variable = undefined
      secret = undefined
      inside = false
    }
  }
  return found
}
