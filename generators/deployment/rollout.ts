/** How a service gets into a cluster, in the order of the commands. */
import { can, hostName, type Service } from '../../src/generator/index.ts'
import { migrationSecrets, secretsOf } from './environment.ts'
import { environmentsOf, systemName } from './names.ts'

export interface Rollout {
  /** Before the first one. */
  readonly once: readonly string[]
  readonly each: readonly string[]
  readonly migrates: boolean
  readonly secrets: boolean
}

/** Into the first environment; the others go the same way. */
export function rolloutOf(service: Service): Rollout | undefined {
  const [environment] = environmentsOf(service)
  if (!can(service, 'kubernetes') || environment === undefined) return undefined
  const overlay = `k8s/overlays/${environment}`
  const namespace = `${systemName(service)}-${environment}`
  const migrates = migrationSecrets(service).length > 0
  const secrets = secretCommands(service, namespace)
  const job = `job/${hostName(service.name)}-migrate`
  return {
    once: [`kubectl apply -f ${overlay}/namespace.yaml`, ...secrets],
    each: [
      ...(migrates
        ? [
            `kubectl replace --force -k ${overlay}/migrate`,
            `kubectl wait -n ${namespace} --for=condition=complete --timeout=10m ${job}`,
          ]
        : []),
      `kubectl apply -k ${overlay}`,
    ],
    migrates,
    secrets: secrets.length > 0,
  }
}

/** One for each secret, with the keys that must be in it. */
function secretCommands(service: Service, namespace: string): readonly string[] {
  const taken = secretsOf(service).filter(({ optional }) => !optional)
  return [...new Set(taken.map(({ secret }) => secret))].map((name) => {
    const keys = taken.filter(({ secret }) => secret === name).map(({ key }) => `--from-literal=${key}=…`)
    return `kubectl create secret generic ${name} -n ${namespace} ${keys.join(' ')}`
  })
}
