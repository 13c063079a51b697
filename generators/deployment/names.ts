/** Names as Kubernetes, image registries and file systems take them. */
import { hostName, type Service } from '../../src/generator/index.ts'

/** Tag of the image: the version, with what a tag cannot hold as `-`. */
export function imageTag({ project }: Service): string {
  return project.version.replace(/[^A-Za-z0-9_.-]/g, '-')
}

/** What a service belongs to: its feature. */
export function systemName({ feature, name }: Service): string {
  const system = hostName(feature)
  return /^[a-z]/.test(system) ? system : `${hostName(name)}-system`
}

/** `DATABASE_URL` as the key of a secret: `database-url`. */
export function secretKey(variable: string): string {
  return variable.toLowerCase().replaceAll('_', '-')
}

/** Those the plan names, else the usual two. */
export function environmentsOf({ hosting }: Service): readonly string[] {
  return hosting.environments.length > 0 ? hosting.environments : ['dev', 'prod']
}
