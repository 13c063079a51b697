/** One container as strictly as Kubernetes runs it: from its start over its health to its end. */
import type { Docker } from '../../../scripts/infra/docker.mjs'
import { becomes } from '../../../scripts/infra/server.mjs'

export interface Run {
  /** User of the process that runs. */
  readonly uid: string
  readonly health: string
  readonly exitCode: string
  readonly stoppedAfterMs: number
  readonly log: string
}

const HARDENED = [
  '--read-only',
  ...['--tmpfs', '/tmp'],
  ...['--cap-drop', 'ALL'],
  ...['--security-opt', 'no-new-privileges'],
]

/** Runs an image until its own health check is happy, or it ended by itself; then ends it by SIGTERM. */
export async function runHardened(
  { docker, logs }: Docker,
  image: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const variables = Object.entries(environment).flatMap(([name, value]) => ['-e', `${name}=${value}`])
  const id = await docker(['run', '-d', ...HARDENED, '--health-interval', '1s', ...variables, image])
  const inspect = (format: string) => docker(['inspect', '-f', format, id])
  try {
    await becomes(async () => {
      const state = await inspect('{{.State.Status}} {{.State.Health.Status}}')
      return state.startsWith('exited') || state.endsWith(' healthy')
    }, 60)
    const health = await inspect('{{.State.Health.Status}}')
    const uid = await docker(['top', id, '-o', 'pid,uid']).catch(() => '')
    const start = Date.now()
    await docker(['stop', '-t', '30', id])
    return {
      uid: /(\d+)$/.exec(uid.split('\n')[1]?.trim() ?? '')?.[1] ?? '',
      health,
      exitCode: await inspect('{{.State.ExitCode}}'),
      stoppedAfterMs: Date.now() - start,
      log: await logs(id),
    }
  } finally {
    await docker(['rm', '-f', id])
  }
}
