/** Names of a plan that YAML takes for truth values or numbers are text in every manifest. */
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { buildPlan } from '../../e2e/support/plan-gates.ts'
import { DEPLOYED } from '../../support/deployment-plans.ts'

const SECRETS = `\`\`\`yaml
kind: Deployment
spec:
  env:
    - name: DATABASE_URL
      valueFrom: { secretKeyRef: { name: true, key: 123 } }
    - name: REDIS_URL
      valueFrom: { secretKeyRef: { key: off, name: 1e3 } }
\`\`\``

/** Keys whose values are text, whatever the file. */
const TEXT =
  /^(?:name|newName|namespace|key|secretName|serviceAccountName|image|service|POSTGRES_DB|app\.kubernetes\.io\/.*)$/

/** Every value that should be text, each with its path, and each key. */
function textsIn(value: unknown, path = ''): readonly (readonly [path: string, value: unknown])[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, `${path}/${index}`))
  if (!(value instanceof Map)) return []
  return [...value].flatMap(([key, item]) => {
    const at = `${path}/${key}`
    const own = TEXT.test(String(key)) && !(item instanceof Map) ? [[at, item] as const] : []
    return [[`key ${at}`, key] as const, ...own, ...textsIn(item, at)]
  })
}

describe.each(['no', 'on', 'null', 'y', 'e1'])('a service called `%s`', (name) => {
  it('is text wherever it is deployed, with its callee and its secrets', async () => {
    const { files, root } = await deployed(name)
    expect(root).toBe(name)
    const wrong = files.flatMap(([path, text]) =>
      parseAllDocuments(text, { version: '1.1', merge: true })
        .flatMap((document) => textsIn(document.toJS({ mapAsMap: true })))
        // GitHub's own key, which is what it reads.
        .filter(([at, value]) => typeof value !== 'string' && at !== 'key /true')
        .map(([at, value]) => `${path} ${at}: ${value}`),
    )
    expect(wrong).toEqual([])
    const all = files.map(([, text]) => text).join('\n')
    expect(all).toContain('app.kubernetes.io/name: "off"')
    expect(all).toMatch(/name: "true"\n +key: "123"/)
    expect(all).toMatch(/name: "1e3"\n +key: "off"/)
  })
})

async function deployed(name: string) {
  const built = await buildPlan({
    ...DEPLOYED.full,
    name,
    grpcDependencies: ['off:Get'],
    techspec: SECRETS,
    subtasks: [...DEPLOYED.full.subtasks, 'Prometheus metrics', 'Grafana dashboard and alerts'],
  })
  const files = [...built.files].filter(([path]) => /\.ya?ml$/.test(path) && !path.includes('pre-commit'))
  expect(files.map(([path]) => path)).toEqual(
    expect.arrayContaining([`.github/workflows/${name}.yml`, `${name}/deploy/alerts.yaml`]),
  )
  expect(files.length).toBeGreaterThan(15)
  return { files, root: built.system.services[0]?.name }
}
