import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { run } from '../../src/verify/run.ts'

const cwd = mkdtempSync(join(tmpdir(), 'run-'))
afterAll(() => rmSync(cwd, { recursive: true }))

const node = (script: string, args: readonly string[] = [], seconds = 20) =>
  run(process.execPath, ['-e', script, ...args], { cwd, seconds, env: { SAID: 'yes' } })

test('arguments arrive as they are, never through a shell, and stdin is closed', async () => {
  const odd = ['$HOME', '`id`', '; exit 3', 'a b', '"']
  const script =
    'console.log(JSON.stringify([process.argv.slice(1), process.env.SAID, fs.readFileSync(0).length]))'
  const { exitCode, stdout, seconds } = await node(script, odd)
  expect([exitCode, JSON.parse(stdout)]).toEqual([0, [odd, 'yes', 0]])
  expect(seconds).toBeGreaterThan(0)
})

test('exit codes and both streams come back', async () => {
  expect(await node('console.error("no"); process.exitCode = 7')).toMatchObject({
    exitCode: 7,
    stderr: 'no\n',
  })
  expect((await run('no-such-program-anywhere', [], { cwd })).exitCode).toBe(127)
})

test('a program over its time, and what it started, is ended', async () => {
  const script =
    'require("child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { stdio: "inherit" }); setTimeout(() => {}, 60000)'
  const { exitCode, seconds } = await node(script, [], 0.5)
  expect(exitCode).toBe(124)
  expect(seconds).toBeLessThan(20)
})
