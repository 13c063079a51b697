import { Diagnostics, diagnostic } from '../../diagnostics/index.ts'
import type { YamlNode } from '../../text/yaml-node.ts'
import type { SecretRef } from '../facts.ts'
import { CODES } from './codes.ts'
import { documentOffset, locateLine, type Passage } from './passage.ts'
import { entriesOf, itemsOf, locateNode, textAt, valueAt } from './yaml-values.ts'

const VARIABLE = /^[A-Z][A-Z0-9_]*$/
const SECRET = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/
const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$/

/** Whether a YAML text says which secret a variable comes from. */
export function isAboutSecrets(text: string): boolean {
  return text.includes('secretKeyRef:')
}

/** Variables of a manifest that come from secrets, in order; what Kubernetes would not take is left out. */
export async function readSecretRefs(
  passage: Passage,
  diagnostics: Diagnostics,
): Promise<readonly SecretRef[]> {
  const { readYaml } = await import('../../text/yaml.ts')
  const { document, text } = passage
  const found = new Diagnostics()
  const place = (offset: number): number => documentOffset(passage, offset)
  const nodes = readYaml({ document, text, place }, found)
  const line = text.split('\n').findIndex(isAboutSecrets) + 1
  for (const { message, cause } of found.all) {
    diagnostics.add(
      diagnostic(CODES, 'plan/unreadable-manifest', {
        message: `${message}; the secrets that the manifest names are not used`,
        location: locateLine(passage, line),
        hint: 'write the entries of `env` as plain YAML, without templates',
        cause,
      }),
    )
  }
  return (nodes ?? []).flatMap((node) => refsIn(node, passage))
}

function refsIn(node: YamlNode, passage: Passage): readonly SecretRef[] {
  const below = node.kind === 'mapping' ? entriesOf(node).map(({ value }) => value) : itemsOf(node)
  return [...refOf(node, passage), ...below.flatMap((each) => refsIn(each, passage))]
}

function refOf(node: YamlNode, passage: Passage): readonly SecretRef[] {
  const ref = valueAt(valueAt(node, 'valueFrom'), 'secretKeyRef')
  const [variable, secret, key] = [textAt(node, 'name'), textAt(ref, 'name'), textAt(ref, 'key')]
  if (ref === undefined || variable === undefined || secret === undefined || key === undefined) return []
  if (!VARIABLE.test(variable) || !SECRET.test(secret) || !KEY.test(key)) return []
  return [{ variable, secret, key, origin: locateNode(passage, ref) }]
}
