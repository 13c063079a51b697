/** Images are built and run, compose files start their servers; in a daemon of the tests' own. */
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Docker, startDocker } from '../../scripts/infra/docker.mjs'
import { makeStandIns } from '../../scripts/infra/stand-in-images.mjs'
import { pythonTools } from '../../scripts/python-tools.mjs'
import { DEPLOYED, type Deployed } from '../support/deployment-plans.ts'
import { runHardened } from './support/hardened-run.ts'
import { canInstall } from './support/possible.ts'
import { lockService, type ServiceFolder, writeService } from './support/service-folder.ts'

const run = promisify(execFile)

describe.skipIf(!canInstall)('containers', () => {
  let daemon: Docker
  const folders = new Map<Deployed, ServiceFolder>()

  beforeAll(async () => {
    daemon = await startDocker()
    await makeStandIns(daemon)
  })
  afterAll(async () => {
    for (const folder of folders.values()) folder.remove()
    await daemon?.stop()
  })

  async function folderOf(name: Deployed): Promise<ServiceFolder> {
    const known = folders.get(name)
    if (known) return known
    const folder = await writeService(DEPLOYED[name])
    await lockService(folder.path)
    folders.set(name, folder)
    return folder
  }

  async function imageOf(name: Deployed): Promise<string> {
    const { path } = await folderOf(name)
    await daemon.docker(['build', '-q', '--network', 'host', '-t', `proof:${name}`, path])
    return `proof:${name}`
  }

  it.each(['small', 'remote'] as const)(
    'the image of %s runs without any right and ends with 0',
    async (name) => {
      const { uid, health, exitCode, stoppedAfterMs, log } = await runHardened(daemon, await imageOf(name))
      expect({ uid, health, exitCode }, log).toEqual({ uid: '10001', health: 'healthy', exitCode: '0' })
      expect(stoppedAfterMs).toBeLessThan(10_000)
    },
  )

  it('a health check that asks for something else is found', async () => {
    const tag = await imageOf('small')
    const text = `FROM ${tag}\nUSER 0\nENV HTTP_HOST=127.0.0.2\n`
    const { path } = await folderOf('small')
    writeFileSync(join(path, 'Dockerfile.broken'), text)
    await daemon.docker(['build', '-q', '-f', join(path, 'Dockerfile.broken'), '-t', 'proof:broken', path])
    const broken = await runHardened(daemon, 'proof:broken')
    expect({ uid: broken.uid, health: broken.health }).toEqual({ uid: '0', health: 'unhealthy' })
  })

  it('an image that signs does not start without a secret', async () => {
    const { exitCode, log } = await runHardened(daemon, await imageOf('full'))
    expect(exitCode).not.toBe('0')
    expect(log).toMatch(/JWT_SECRET\s+Field required/)
  })

  it.each(['full', 'events', 'observed', 'worker'] as const)(
    'compose starts %s with its servers, all healthy',
    async (name) => {
      const { path } = await folderOf(name)
      const compose = (...args: string[]) => daemon.docker(['compose', ...args], { cwd: path })
      try {
        await compose('build', '--quiet')
        await compose('up', '-d', '--wait', '--wait-timeout', '120', '--pull', 'never').catch(
          async (error) => {
            throw new Error(`${error.stderr ?? error}\n${await compose('logs', '--tail', '30')}`)
          },
        )
        const states = JSON.parse(
          `[${(await compose('ps', '-a', '--format', 'json')).split('\n').join(',')}]`,
        )
        const bad = states.filter((state: State) => !isWell(state))
        expect(bad).toEqual([])
      } finally {
        await compose('down', '-v', '-t', '20')
      }
    },
  )

  it.each(Object.keys(DEPLOYED) as Deployed[])('the files of %s please their linters', async (name) => {
    const { path } = await folderOf(name)
    await daemon.docker(['compose', 'config', '-q'], { cwd: path })
    const { hadolint } = await pythonTools()
    expect(hadolint).toBeDefined()
    if (hadolint) expect((await run(hadolint, [join(path, 'Dockerfile')])).stdout).toBe('')
  })

  it('a compose file with a wrong word is refused', async () => {
    const { path } = await folderOf('full')
    const text = readFileSync(join(path, 'compose.yaml'), 'utf8').replace('service_healthy', 'service_well')
    writeFileSync(join(path, 'broken.yaml'), text)
    await expect(
      daemon.docker(['compose', '-f', 'broken.yaml', 'config', '-q'], { cwd: path }),
    ).rejects.toThrow()
  })
})

interface State {
  readonly Service: string
  readonly State: string
  readonly Health: string
  readonly ExitCode: number
}

/** A migration has ended; everything else goes on. */
function isWell({ Service, State, Health, ExitCode }: State): boolean {
  if (Service === 'migrate') return State === 'exited' && ExitCode === 0
  return State === 'running' && Health === 'healthy'
}
