/** Which task owns what is deployed; where the plan has no task of deployment, the one that sets the project up. */
import type { Service } from '../../src/generator/index.ts'
import { deploymentOwner, ownerOf } from '../views/plan/owners.ts'

function ownerAbout(service: Service, things: readonly string[]): string | undefined {
  const category = deploymentOwner(service) === undefined ? 'setup' : 'deployment'
  return ownerOf(service, category, things)
}

export function imageOwner(service: Service): string | undefined {
  return ownerAbout(service, ['dockerfile', 'docker image', 'container image', 'container', 'docker'])
}

export function composeOwner(service: Service): string | undefined {
  return ownerAbout(service, ['docker compose', 'compose'])
}

export function kubernetesOwner(service: Service): string | undefined {
  return ownerAbout(service, ['kubernetes', 'k8s', 'manifest'])
}

export function workflowOwner(service: Service): string | undefined {
  return ownerAbout(service, ['ci', 'github action', 'workflow', 'pipeline'])
}

export function hooksOwner(service: Service): string | undefined {
  return ownerAbout(service, ['pre commit', 'git hook'])
}
