/** However the tasks of a service are brought in, the same bytes stand there in the end. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { buildIfStale } from '../../scripts/build.mjs'
import { createDisk } from '../../src/workspace/disk.ts'
import { runProgram } from '../e2e/harness.ts'
import { snapshot } from '../support/memory-disk.ts'
import { authPlan, type Example, ferryPlan, recordsPlan } from './plans.ts'
import { ROOT, shopDisk, taskplan, writeFiles } from './workshop.ts'

type Tree = Readonly<Record<string, string>>
/** Task ids that go into one command each. */
type Groups = readonly (readonly string[])[]

const ZONES = ['UTC', 'Pacific/Kiritimati', 'America/St_Johns', 'Asia/Kathmandu'] as const
const LOCALES = ['C', 'tr_TR.UTF-8', 'lt_LT.UTF-8', 'ar_EG.UTF-8'] as const

const temporary = mkdtempSync(join(tmpdir(), 'order-'))
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

/** Everything but what git ignores: locks, journals, claims. */
function committed(tree: Tree): Tree {
  const local = /^\.taskplan\/(claims|conflicts|journal|tmp|lock)/
  return Object.fromEntries(Object.entries(tree).filter(([path]) => !local.test(path)))
}

/** Runs each group of tasks as a command of its own, each in a zone and locale of its own. */
async function inTurn({ service, files }: Example, groups: Groups): Promise<Tree> {
  const disk = shopDisk(files)
  const before = { TZ: process.env.TZ, LANG: process.env.LANG, LC_ALL: process.env.LC_ALL }
  for (const [index, ids] of groups.entries()) {
    Object.assign(process.env, elsewhere(index))
    const said = await taskplan({ disk, cwd: ROOT }, ['scaffold', service, ...ids])
    expect(said).toMatchObject({ exitCode: 0 })
  }
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  return committed(snapshot(disk, ROOT))
}

function elsewhere(index: number) {
  const locale = LOCALES[index % LOCALES.length] ?? 'C'
  return { TZ: ZONES[index % ZONES.length] ?? 'UTC', LANG: locale, LC_ALL: locale }
}

/** Tasks in any order, sometimes two or three in one command. */
function orders(tasks: readonly string[]) {
  return fc
    .tuple(
      fc.shuffledSubarray([...tasks], { minLength: tasks.length }),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: tasks.length, maxLength: tasks.length }),
    )
    .map(([ids, sizes]) => {
      const left = [...ids]
      return sizes.map((size) => left.splice(0, size)).filter((group) => group.length > 0)
    })
}

const single = (tasks: readonly string[]) =>
  fc.shuffledSubarray([...tasks], { minLength: tasks.length }).map((ids) => ids.map((id) => [id]))

describe('the order of tasks', { timeout: 120_000 }, () => {
  test('one by one in 20 random orders is all at once', async () => {
    const example = authPlan()
    const whole = await inTurn(example, [[]])
    expect(Object.keys(whole).length).toBeGreaterThan(100)
    const isWhole = async (groups: Groups) => {
      expect(await inTurn(example, groups)).toEqual(whole)
    }
    await fc.assert(fc.asyncProperty(single(example.tasks), isWhole), { numRuns: 20, endOnFailure: true })
  })

  test.each([
    ['plain', recordsPlan],
    ['of many shapes', ferryPlan],
  ])('in groups, a plan %s', async (_, make) => {
    const example = make()
    const whole = await inTurn(example, [[]])
    const isWhole = async (groups: Groups) => {
      expect(await inTurn(example, groups)).toEqual(whole)
    }
    await fc.assert(fc.asyncProperty(orders(example.tasks), isWhole), { numRuns: 4, endOnFailure: true })
  })

  test('as processes of their own, in other zones and locales', async () => {
    const example = recordsPlan()
    await buildIfStale()
    const bin = new URL('../../bin/taskplan.js', import.meta.url).pathname
    writeFiles(temporary, example.files)
    const order = [...example.tasks].reverse()
    for (const [index, id] of order.entries()) {
      const env = elsewhere(index + 1)
      const args = [bin, 'scaffold', example.service, id]
      expect(await runProgram(process.execPath, args, { cwd: temporary, env })).toMatchObject({ exitCode: 0 })
    }
    const found = committed(snapshot(createDisk(), temporary))
    expect(found).toEqual(await inTurn(example, [[]]))
  })
})
