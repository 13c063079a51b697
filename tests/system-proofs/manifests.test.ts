/** Manifests and workflows before those who judge them in earnest: kustomize, strict schemas, a real API server. */
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseAllDocuments, stringify } from 'yaml'
import { goTool } from '../../scripts/infra/go-tools.mjs'
import { type Kubernetes, startKubernetes } from '../../scripts/infra/kubernetes.mjs'
import { pythonPackages } from '../../scripts/python-tools.mjs'
import { DEPLOYED, type Deployed } from '../support/deployment-plans.ts'
import { lintManifests, type Manifest } from '../support/manifest-rules.ts'
import { canInstall } from './support/possible.ts'
import { type ServiceFolder, writeService } from './support/service-folder.ts'

const run = promisify(execFile)
const NAMES = Object.keys(DEPLOYED) as Deployed[]

describe.skipIf(!canInstall)('manifests', () => {
  let server: Kubernetes
  let kustomize: string
  let validate: string
  const folders = new Map<Deployed, ServiceFolder>()

  beforeAll(async () => {
    kustomize = await goTool('kustomize')
    validate = join(await pythonPackages('manifests', ['kubernetes-validate==1.37.0']), 'kubernetes-validate')
    for (const name of NAMES) folders.set(name, await writeService(DEPLOYED[name]))
    server = await startKubernetes()
  })
  afterAll(async () => {
    for (const folder of folders.values()) folder.remove()
    await server?.stop()
  })

  /** The objects of every build of a service: its overlays and its migration. */
  async function buildsOf(name: Deployed): Promise<ReadonlyMap<string, readonly Manifest[]>> {
    const k8s = join(folders.get(name)?.path ?? '', 'k8s')
    const places = ['overlays', 'jobs']
      .filter((place) => existsSync(join(k8s, place)))
      .flatMap((place) => readdirSync(join(k8s, place)).map((entry) => `${place}/${entry}`))
      .flatMap((place) => [place, `${place}/migrate`])
      .filter((place) => existsSync(join(k8s, place)))
    const builds = await Promise.all(
      places.map(async (place) => {
        const { stdout } = await run(kustomize, ['build', join(k8s, place)])
        return [place, parseAllDocuments(stdout).map((document) => document.toJS())] as const
      }),
    )
    return new Map(builds)
  }

  async function hasValidFields(objects: readonly Manifest[]): Promise<string> {
    const file = join(folders.get('small')?.root ?? '', 'objects.yaml')
    writeFileSync(file, objects.map((object) => stringify(object)).join('---\n'))
    return run(validate, ['--strict', file]).then(
      () => '',
      (error) => `${error.stdout}${error.stderr}`,
    )
  }

  it.each(NAMES)('%s: fields, rules and the API server agree', async (name) => {
    const builds = await buildsOf(name)
    expect([...builds.keys()]).toEqual(expect.arrayContaining(['overlays/dev', 'overlays/prod']))
    for (const [place, objects] of builds) {
      const said = [
        ...lintManifests(objects),
        await hasValidFields(objects),
        ...(await server.judge(objects)),
      ]
      expect({ place, said }).toEqual({ place, said: [''] })
    }
  })

  it('every overlay sets the tag and holds what it is for', async () => {
    const builds = await buildsOf('full')
    const kinds = (place: string) => builds.get(place)?.map(({ kind }) => kind) ?? []
    expect(kinds('overlays/prod')).toContain('HorizontalPodAutoscaler')
    expect(kinds('overlays/dev')).not.toContain('HorizontalPodAutoscaler')
    const deployed = (place: string) => builds.get(place)?.find(({ kind }) => kind === 'Deployment').spec
    expect(deployed('overlays/dev').replicas).toBe(1)
    expect(deployed('overlays/prod').replicas).toBeUndefined()
  })

  it('a release moves what is rolled out and its migration alike', async () => {
    const folder = await writeService(DEPLOYED.full)
    try {
      const overlay = join(folder.path, 'k8s/overlays/prod')
      const release = join(overlay, 'release')
      await run(kustomize, ['edit', 'set', 'image', 'parcel-service=images.invalid/parcels:7.0.1'], {
        cwd: release,
      })
      await run(kustomize, ['edit', 'set', 'namespace', 'elsewhere'], { cwd: release })
      const built = await Promise.all(
        [overlay, join(overlay, 'migrate')].map((place) => run(kustomize, ['build', place])),
      )
      const objects = built.flatMap(({ stdout }) =>
        parseAllDocuments(stdout).map((document): Manifest => document.toJS()),
      )
      const pods = objects.filter(({ kind }) => kind === 'Deployment' || kind === 'Job')
      expect(
        pods.map(({ kind, metadata, spec }) => [kind, metadata.namespace, container(spec).image]),
      ).toEqual([
        ['Deployment', 'elsewhere', 'images.invalid/parcels:7.0.1'],
        ['Job', 'elsewhere', 'images.invalid/parcels:7.0.1'],
      ])
    } finally {
      folder.remove()
    }
  })

  const faults: readonly (readonly [string, (deployment: Manifest) => void, RegExp])[] = [
    ['an unknown field', ({ spec }) => Object.assign(spec, { replica: 3 }), /replica/],
    [
      'a port that is none',
      ({ spec }) => Object.assign(container(spec).ports[0], { containerPort: 80_000 }),
      /65535/,
    ],
    [
      'a pod that may be root',
      ({ spec }) => Object.assign(spec.template.spec, { securityContext: {} }),
      /PodSecurity/,
    ],
    [
      'a right that is kept',
      ({ spec }) => Object.assign(container(spec).securityContext, { capabilities: {} }),
      /PodSecurity/,
    ],
    ['no selector', ({ spec }) => Object.assign(spec, { selector: undefined }), /selector/],
  ]
  it.each(faults)('the API server refuses %s', async (_, breakIt, reason) => {
    const objects = JSON.parse(JSON.stringify((await buildsOf('small')).get('overlays/prod')))
    breakIt(objects.find(({ kind }: Manifest) => kind === 'Deployment'))
    expect((await server.judge(objects)).join('\n')).toMatch(reason)
  })

  it('the schemas refuse an unknown field', async () => {
    const objects = JSON.parse(JSON.stringify((await buildsOf('small')).get('overlays/prod')))
    objects[0].metadata.label = {}
    expect(await hasValidFields(objects)).toContain('label')
  })
})

describe.skipIf(!canInstall)('workflows', () => {
  it.each(NAMES)('actionlint has nothing to say about that of %s', async (name) => {
    const folder = await writeService(DEPLOYED[name])
    try {
      const file = join(folder.root, '.github/workflows/parcel-service.yml')
      expect((await run(await goTool('actionlint'), ['-no-color', file])).stdout).toBe('')
    } finally {
      folder.remove()
    }
  })

  it('actionlint finds a job that waits for none', async () => {
    const folder = await writeService(DEPLOYED.small)
    try {
      const file = join(folder.root, 'broken.yml')
      writeFileSync(
        file,
        'on: push\njobs:\n  a:\n    needs: b\n    runs-on: ubuntu-24.04\n    steps: [{run: "true"}]\n',
      )
      await expect(run(await goTool('actionlint'), ['-no-color', file])).rejects.toThrow()
    } finally {
      folder.remove()
    }
  })
})

function container(spec: Manifest): Manifest {
  return spec.template.spec.containers[0]
}
