/** A service that ends by itself has not started. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findPython } from '../../scripts/python-tools.mjs'
import { startAndStop } from './support/start-and-stop.ts'

it.each([0, 3])('that ends with %i before its port answers tells what it printed', async (code) => {
  const dir = mkdtempSync(join(tmpdir(), 'taskplan-start-'))
  try {
    mkdirSync(join(dir, 'src'))
    writeFileSync(join(dir, 'src/main.py'), `print("nothing to do")\nraise SystemExit(${code})\n`)
    const started = startAndStop(
      { python: findPython(), env: {} },
      { dir, package: 'src', ports: ['HTTP_PORT'] },
    )
    await expect(started).rejects.toThrow(/ports answered:\nnothing to do/)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})
