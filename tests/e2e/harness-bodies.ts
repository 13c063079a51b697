/** Ways to fill the stubs of a generated service: with reference bodies, with wrong constants, with swapped ids. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pythonTools } from '../../scripts/python-tools.mjs'
import { REPOSITORY, runProgram } from './harness.ts'

/** On `PYTHONPATH` while a service with wrong constants runs. */
export const SUPPORT = join(REPOSITORY, 'tests/e2e/support')

export interface ReplacedStub {
  readonly path: string
  /** Qualified name of the function. */
  readonly function: string
  readonly task: string
}

/**
 * Puts the bodies of a folder, laid out like the service, into the functions of the same name.
 * @returns `path:qualified.name` of each function that was filled in
 */
export async function applyBodies(serviceDir: string, bodiesDir: string): Promise<readonly string[]> {
  return runSupport('apply_bodies.py', [serviceDir, bodiesDir])
}

/** Replaces every stub by a constant of its return type. Run the gates with `wrongConstantsEnv` afterwards. */
export async function wrongConstants(
  serviceDir: string,
  kind: 'empty' | 'plausible',
): Promise<readonly ReplacedStub[]> {
  return runSupport('wrong_constants.py', [serviceDir, kind])
}

export const wrongConstantsEnv: Readonly<Record<string, string>> = { PYTHONPATH: SUPPORT }

/** Exchanges the task keys of the stubs of two tasks; throws where either has no stub. */
export function swapStubs(serviceDir: string, one: string, other: string): void {
  const call = /((?:not_implemented\(|stub_abort\(\s*\w+,)\s*")([^"]+)(")/g
  const seen = new Set<string>()
  const swapped = new Map([
    [one, other],
    [other, one],
  ])
  for (const path of pythonFiles(serviceDir)) {
    const text = readFileSync(path, 'utf8')
    const next = text.replace(call, (whole, head: string, key: string, tail: string) => {
      const replacement = swapped.get(key)
      if (!replacement) return whole
      seen.add(key)
      return head + replacement + tail
    })
    if (next !== text) writeFileSync(path, next)
  }
  const missing = [one, other].filter((key) => !seen.has(key))
  if (missing.length > 0) throw new Error(`no stub of ${missing.join(', ')} below ${serviceDir}`)
}

function pythonFiles(serviceDir: string): string[] {
  return readdirSync(serviceDir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.py') && !/^(tests|\..*)[/\\]/.test(path))
    .map((path) => join(serviceDir, path))
}

async function runSupport<T>(script: string, args: readonly string[]): Promise<T> {
  const { python } = await pythonTools()
  const ran = await runProgram(python, [join(SUPPORT, script), ...args], { cwd: REPOSITORY })
  if (!ran.ok) throw new Error(`${script}: ${ran.stderr}`)
  return JSON.parse(ran.stdout)
}
