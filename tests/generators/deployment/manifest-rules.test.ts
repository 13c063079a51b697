/** Each rule for manifests finds the fault it is named after, and nothing else in what is generated. */
import { beforeAll, describe, expect, it } from 'vitest'
import { buildPlan } from '../../e2e/support/plan-gates.ts'
import { DEPLOYED, type Deployed } from '../../support/deployment-plans.ts'
import { lintManifests, type Manifest, RULE_NAMES } from '../../support/manifest-rules.ts'
import { ONE_BUILD, objectsOf } from './parsed-manifests.ts'

type Objects = Manifest[]
type Break = (objects: Objects) => void

const find = (objects: Objects, kind: string): Manifest => objects.find((object) => object.kind === kind)
const podOf = (objects: Objects): Manifest => find(objects, 'Deployment').spec.template
const containerOf = (objects: Objects): Manifest => podOf(objects).spec.containers[0]
const security =
  (change: Readonly<Record<string, unknown>>): Break =>
  (objects) =>
    Object.assign(containerOf(objects).securityContext, change)
const budget =
  (change: Readonly<Record<string, unknown>>): Break =>
  (objects) =>
    Object.assign(find(objects, 'PodDisruptionBudget').spec, change)
const pod =
  (change: Readonly<Record<string, unknown>>): Break =>
  (objects) =>
    Object.assign(podOf(objects).spec, change)
const variable =
  (...entries: readonly Manifest[]): Break =>
  (objects) =>
    containerOf(objects).env.push(...entries)
const headless = (objects: Objects): Manifest =>
  objects.find(({ kind, spec }) => kind === 'Service' && spec.clusterIP === 'None')

const BREAKS: Readonly<Record<string, Break>> = {
  'latest-tag': (objects) => Object.assign(containerOf(objects), { image: 'parcel-service:latest' }),
  'no-anti-affinity': (objects) => Object.assign(podOf(objects).spec, { affinity: undefined }),
  'unset-cpu-requirements': (objects) => Object.assign(containerOf(objects).resources, { requests: {} }),
  'unset-memory-requirements': (objects) => Object.assign(containerOf(objects).resources, { limits: {} }),
  'run-as-non-root': security({ runAsUser: 0 }),
  'no-read-only-root-fs': security({ readOnlyRootFilesystem: false }),
  'privilege-escalation-container': security({ allowPrivilegeEscalation: undefined }),
  'privileged-container': security({ privileged: true }),
  'drop-net-raw-capability': security({ capabilities: { drop: ['CHOWN'] } }),
  'non-existent-service-account': pod({ serviceAccountName: 'nobody' }),
  'mounted-token': pod({ automountServiceAccountToken: undefined }),
  'host-namespaces': pod({ hostNetwork: true }),
  'pdb-max-unavailable': budget({ maxUnavailable: 0 }),
  'pdb-unhealthy-pod-eviction-policy': budget({ unhealthyPodEvictionPolicy: undefined }),
  'pdb-of-every-deployment': budget({ selector: { matchLabels: { 'app.kubernetes.io/name': 'other' } } }),
  'job-ttl-seconds-after-finished': (objects) =>
    Object.assign(find(objects, 'Job').spec, { ttlSecondsAfterFinished: undefined }),
  'env-var-secret': variable({ name: 'SIGNING_KEY', value: 'abc' }),
  'config-without-secrets': (objects) =>
    objects.push({ kind: 'ConfigMap', metadata: { name: 'c' }, data: { URL: 'redis://me:secret@redis/0' } }),
  'no-secret-values': (objects) => objects.push({ kind: 'Secret', metadata: { name: 's' } }),
  'duplicate-env-var': variable({ name: 'A', valueFrom: {} }, { name: 'A', valueFrom: {} }),
  'dangling-service': (objects) =>
    Object.assign(find(objects, 'Service').spec, { selector: { app: 'other' }, ports: [] }),
  'service-selects-one': (objects) =>
    Object.assign(find(objects, 'Service').spec, {
      selector: { 'app.kubernetes.io/name': 'parcel-service' },
    }),
  'service-port': (objects) => Object.assign(find(objects, 'Service').spec.ports[0], { targetPort: 'web' }),
  'headless-port': (objects) => Object.assign(headless(objects).spec.ports[0], { port: 80 }),
  'mismatching-selector': (objects) =>
    Object.assign(find(objects, 'Deployment').spec.selector.matchLabels, { tier: 'web' }),
  'selector-of-its-own': (objects) => {
    const { selector } = find(objects, 'Deployment').spec
    selector.matchLabels = { 'app.kubernetes.io/name': 'parcel-service' }
  },
  'seccomp-profile': (objects) =>
    Object.assign(podOf(objects).spec.securityContext, { seccompProfile: undefined }),
  'restricted-volumes': (objects) => podOf(objects).spec.volumes.push({ name: 'v', hostPath: { path: '/' } }),
  'no-replicas-beside-autoscaler': (objects) =>
    objects.push({
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'parcel-service' },
      spec: { scaleTargetRef: { name: 'parcel-service' } },
    }),
  'network-policy': (objects) =>
    Object.assign(find(objects, 'NetworkPolicy').spec, { policyTypes: ['Ingress'] }),
  'grace-covers-pre-stop': pod({ terminationGracePeriodSeconds: 5 }),
  'startup-port': (objects) => Object.assign(containerOf(objects).startupProbe.httpGet, { port: 81 }),
  'liveness-port': (objects) => Object.assign(containerOf(objects).livenessProbe.httpGet, { port: 81 }),
  'readiness-port': (objects) => Object.assign(containerOf(objects).readinessProbe.grpc, { port: 81 }),
  'three-probes': (objects) => Object.assign(containerOf(objects), { startupProbe: undefined }),
  'service-links': pod({ enableServiceLinks: undefined }),
  'namespace-level': (objects) => Object.assign(find(objects, 'Namespace').metadata, { labels: {} }),
}

describe('rules for manifests', () => {
  let good: Objects

  beforeAll(async () => {
    good = [...objectsOf((await buildPlan(DEPLOYED.events)).files, ONE_BUILD)]
  })

  it('each has a fault it finds', () => {
    expect(Object.keys(BREAKS).sort()).toEqual([...RULE_NAMES].sort())
  })

  it.each(Object.entries(BREAKS))('%s is found, and only it', (rule, breakIt) => {
    // Not structuredClone: aliases of YAML would stay one object.
    const objects: Objects = JSON.parse(JSON.stringify(good))
    breakIt(objects)
    expect([...new Set(lintManifests(objects).map((finding) => finding.rule))]).toEqual([rule])
  })

  it.each(Object.keys(DEPLOYED) as Deployed[])('%s keeps all of them', async (name) => {
    const { files } = await buildPlan(DEPLOYED[name])
    expect(lintManifests(objectsOf(files, ONE_BUILD))).toEqual([])
  })
})
