/**
 * Rules that manifests have to keep, over the parsed objects of one build: those that kube-linter checks by default,
 * the level `restricted` of Pod Security, and what holds a service's own objects together.
 */

/** A parsed object; everything in it may be missing. */
// biome-ignore lint/suspicious/noExplicitAny: manifests are judged as they are found
export type Manifest = any

export interface Finding {
  readonly rule: string
  /** `Deployment parcel-service`. */
  readonly object: string
}

interface Workload {
  readonly object: Manifest
  readonly pod: Manifest
  readonly containers: readonly Manifest[]
}

type Rule = (manifests: readonly Manifest[], workloads: readonly Workload[]) => readonly Manifest[]

const list = (value: unknown): readonly Manifest[] => (Array.isArray(value) ? value : [])
const VOLUMES = new Set([
  'name',
  'configMap',
  'secret',
  'emptyDir',
  'projected',
  'downwardAPI',
  'csi',
  'persistentVolumeClaim',
])
const PROBES = {
  'startup-port': 'startupProbe',
  'liveness-port': 'livenessProbe',
  'readiness-port': 'readinessProbe',
}

/** Objects of workloads with a container that is not as it should be. */
const everyContainer =
  (isFine: (container: Manifest, pod: Manifest) => boolean): Rule =>
  (_, workloads) =>
    workloads
      .filter(({ pod, containers }) => !containers.every((container) => isFine(container, pod)))
      .map(({ object }) => object)

const everyPod =
  (isFine: (pod: Manifest, object: Manifest) => boolean): Rule =>
  (_, workloads) =>
    workloads.filter(({ pod, object }) => !isFine(pod, object)).map(({ object }) => object)

const ofKind =
  (kind: string, isFine: (object: Manifest, all: readonly Manifest[]) => boolean): Rule =>
  (manifests) =>
    manifests.filter((object) => object.kind === kind && !isFine(object, manifests))

const isDeployed = ({ kind }: Manifest) => kind === 'Deployment'

const RULES: Readonly<Record<string, Rule>> = {
  'latest-tag': everyContainer(({ image = '' }) => /^[^@]+:(?!latest$)[^/:]+$|@sha256:/.test(image)),
  'no-anti-affinity': everyPod(
    ({ spec }, object) =>
      !isDeployed(object) ||
      (object.spec.replicas ?? 1) < 2 ||
      hasAntiAffinity(spec, object.spec.template.metadata.labels),
  ),
  'unset-cpu-requirements': everyContainer(({ resources }) => resources?.requests?.cpu !== undefined),
  'unset-memory-requirements': everyContainer(({ resources }) => resources?.limits?.memory !== undefined),
  'run-as-non-root': everyContainer(
    ({ securityContext: own }, { spec }) =>
      (own?.runAsNonRoot ?? spec.securityContext?.runAsNonRoot) === true &&
      (own?.runAsUser ?? spec.securityContext?.runAsUser ?? 0) > 0,
  ),
  'no-read-only-root-fs': everyContainer(
    ({ securityContext }) => securityContext?.readOnlyRootFilesystem === true,
  ),
  'privilege-escalation-container': everyContainer(
    ({ securityContext }) => securityContext?.allowPrivilegeEscalation === false,
  ),
  'privileged-container': everyContainer(({ securityContext }) => securityContext?.privileged !== true),
  'drop-net-raw-capability': everyContainer(({ securityContext }) =>
    list(securityContext?.capabilities?.drop).includes('ALL'),
  ),
  'non-existent-service-account': (manifests, workloads) => {
    const known = new Set(
      manifests.filter(({ kind }) => kind === 'ServiceAccount').map(({ metadata }) => metadata.name),
    )
    const isKnown = ({ pod, object }: Workload) =>
      object.kind === 'Job' || known.has(pod.spec.serviceAccountName)
    return workloads.filter((workload) => !isKnown(workload)).map(({ object }) => object)
  },
  'mounted-token': everyPod(({ spec }) => spec.automountServiceAccountToken === false),
  'host-namespaces': everyPod(({ spec }) => !spec.hostNetwork && !spec.hostPID && !spec.hostIPC),
  'pdb-max-unavailable': ofKind('PodDisruptionBudget', ({ spec }) => Number(spec.maxUnavailable ?? 1) > 0),
  'pdb-unhealthy-pod-eviction-policy': ofKind(
    'PodDisruptionBudget',
    ({ spec }) => spec.unhealthyPodEvictionPolicy === 'AlwaysAllow',
  ),
  'pdb-of-every-deployment': (manifests, workloads) =>
    workloads
      .filter(({ object, pod }) => {
        const budgets = manifests.filter(({ kind }) => kind === 'PodDisruptionBudget')
        return isDeployed(object) && !budgets.some(({ spec }) => selects(spec.selector?.matchLabels, pod))
      })
      .map(({ object }) => object),
  'job-ttl-seconds-after-finished': ofKind('Job', ({ spec }) => spec.ttlSecondsAfterFinished !== undefined),
  'env-var-secret': everyContainer(({ env }) =>
    list(env).every(
      ({ name, value }) => value === undefined || !/SECRET|PASSWORD|TOKEN|_URL$|_KEY$/.test(name),
    ),
  ),
  'config-without-secrets': ofKind('ConfigMap', ({ data = {} }) =>
    Object.entries(data).every(
      ([name, value]) =>
        !/SECRET|PASSWORD|DATABASE_URL|_KEY$/.test(name) && !/:\/\/[^/]*@/.test(String(value)),
    ),
  ),
  'no-secret-values': ofKind('Secret', () => false),
  'duplicate-env-var': everyContainer(({ env }) => {
    const names = list(env).map(({ name }) => name)
    return new Set(names).size === names.length
  }),
  'dangling-service': ofKind('Service', ({ spec }, all) => {
    const deployments = all.filter(isDeployed)
    return deployments.some((object) => selects(spec.selector, object.spec.template))
  }),
  'service-selects-one': ofKind('Service', ({ spec }, all) => {
    const pods = all.flatMap((object) => object.spec?.template ?? [])
    return pods.filter((pod) => selects(spec.selector, pod)).length <= 1
  }),
  'service-port': ofKind('Service', ({ spec }, all) => {
    const pods = all.filter((object) => isDeployed(object) && selects(spec.selector, object.spec.template))
    const ports = pods.flatMap((object) => portsOf(object.spec.template))
    return list(spec.ports).every(({ targetPort }) =>
      ports.some(({ name, number }) => targetPort === name || targetPort === number),
    )
  }),
  'headless-port': ofKind('Service', ({ spec }, all) => {
    if (spec.clusterIP !== 'None') return true
    const pods = all.filter((object) => isDeployed(object) && selects(spec.selector, object.spec.template))
    const ports = pods.flatMap((object) => portsOf(object.spec.template))
    return list(spec.ports).every(({ port }) => ports.some(({ number }) => number === port))
  }),
  'mismatching-selector': ofKind('Deployment', ({ spec }) =>
    selects(spec.selector?.matchLabels, spec.template),
  ),
  'selector-of-its-own': ofKind('Deployment', ({ spec }, all) => {
    const pods = all.flatMap((object) => object.spec?.template ?? [])
    return pods.filter((pod) => selects(spec.selector?.matchLabels, pod)).length <= 1
  }),
  'seccomp-profile': everyPod(({ spec }) => spec.securityContext?.seccompProfile?.type === 'RuntimeDefault'),
  'restricted-volumes': everyPod(({ spec }) =>
    list(spec.volumes).every((volume) => Object.keys(volume).every((key) => VOLUMES.has(key))),
  ),
  'no-replicas-beside-autoscaler': (manifests) => {
    const scaled = manifests
      .filter(({ kind }) => kind === 'HorizontalPodAutoscaler')
      .map(({ spec }) => spec.scaleTargetRef.name)
    return manifests.filter(
      (object) =>
        isDeployed(object) && scaled.includes(object.metadata.name) && object.spec.replicas !== undefined,
    )
  },
  'network-policy': everyPodIsIsolated,
  'grace-covers-pre-stop': everyPod(({ spec }) => {
    const waits = list(spec.containers).map(({ lifecycle }) => lifecycle?.preStop?.sleep?.seconds ?? 0)
    return Math.max(...waits) < (spec.terminationGracePeriodSeconds ?? 30)
  }),
  ...Object.fromEntries(
    Object.entries(PROBES).map(([name, probe]) => [
      name,
      everyContainer((container, pod) => {
        const { httpGet, grpc, tcpSocket } = container[probe] ?? {}
        const port = (httpGet ?? grpc ?? tcpSocket)?.port
        return (
          port === undefined ||
          portsOf(pod).some(({ name: known, number }) => port === known || port === number)
        )
      }),
    ]),
  ),
  'three-probes': everyPod(
    ({ spec }, object) =>
      !isDeployed(object) ||
      list(spec.containers).every(
        (container) =>
          list(container.ports).length === 0 || Object.values(PROBES).every((probe) => container[probe]),
      ),
  ),
  'service-links': everyPod(({ spec }) => spec.enableServiceLinks === false),
  'namespace-level': ofKind(
    'Namespace',
    ({ metadata }) => metadata.labels?.['pod-security.kubernetes.io/enforce'] === 'restricted',
  ),
}

export const RULE_NAMES: readonly string[] = Object.keys(RULES)

/** What objects break, rule by rule. */
export function lintManifests(manifests: readonly Manifest[]): readonly Finding[] {
  const workloads = manifests.flatMap((object): readonly Workload[] => {
    const pod = object.spec?.template
    return pod?.spec ? [{ object, pod, containers: list(pod.spec.containers) }] : []
  })
  return Object.entries(RULES).flatMap(([rule, find]) =>
    find(manifests, workloads).map(({ kind, metadata }) => ({ rule, object: `${kind} ${metadata.name}` })),
  )
}

function everyPodIsIsolated(manifests: readonly Manifest[], workloads: readonly Workload[]) {
  const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy')
  // A Job is applied after the policy of its base, which selects it by name.
  return workloads
    .filter(({ object }) => object.kind !== 'Job')
    .filter(
      ({ pod }) =>
        !policies.some(
          ({ spec }) => spec.policyTypes?.length === 2 && selects(spec.podSelector?.matchLabels, pod),
        ),
    )
    .map(({ object }) => object)
}

function selects(labels: Readonly<Record<string, string>> | undefined, pod: Manifest): boolean {
  const entries = Object.entries(labels ?? {})
  return entries.length > 0 && entries.every(([key, value]) => pod.metadata?.labels?.[key] === value)
}

function hasAntiAffinity(spec: Manifest, labels: Readonly<Record<string, string>>): boolean {
  const {
    preferredDuringSchedulingIgnoredDuringExecution: preferred,
    requiredDuringSchedulingIgnoredDuringExecution: required,
  } = spec.affinity?.podAntiAffinity ?? {}
  const terms = [...list(preferred).map(({ podAffinityTerm }) => podAffinityTerm), ...list(required)]
  return terms.some(
    ({ topologyKey, labelSelector }) =>
      topologyKey === 'kubernetes.io/hostname' &&
      selects(labelSelector?.matchLabels, { metadata: { labels } }),
  )
}

function portsOf(pod: Manifest): readonly { readonly name: string; readonly number: number }[] {
  return list(pod.spec?.containers)
    .flatMap(({ ports }) => list(ports))
    .map(({ name, containerPort }) => ({ name, number: containerPort }))
}
