import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { run } from '../../src/verify/run.ts'

const cwd = mkdtempSync(join(tmpdir(), 'stop-'))
afterAll(() => rmSync(cwd, { recursive: true }))

const DEAF = 'process.on("SIGTERM", () => {}); console.log("up"); setTimeout(() => {}, 60_000)'
const deaf = (seconds: number) => run(process.execPath, ['-e', DEAF], { cwd, seconds })
const after = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

test('an interrupted program that does not listen is ended, at once where it is asked for twice', async () => {
  const before = process.listenerCount('SIGINT')
  const running = deaf(50)
  await after(500)
  process.emit('SIGINT')
  await after(100)
  process.emit('SIGINT')
  const { exitCode, seconds, stdout } = await running
  expect([exitCode, stdout]).toEqual([130, 'up\n'])
  expect(seconds).toBeLessThan(2.4)
  expect(process.listenerCount('SIGINT')).toBe(before)
})

test('a program over its time that does not listen is ended, too', async () => {
  const { exitCode, seconds } = await deaf(0.5)
  expect(exitCode).toBe(124)
  expect(seconds).toBeGreaterThan(2)
  expect(seconds).toBeLessThan(10)
})
