/** What a service is about comes from its plan alone: other names in, the same names out, and nothing else. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GENERATORS } from '../../generators/index.ts'
import { findPython } from '../../scripts/python-tools.mjs'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { outline } from '../../src/outline/index.ts'
import { locate, readPlans, readSystem } from '../../src/pipeline.ts'
import { createTemplates, renderTree } from '../../src/render/index.ts'
import { type Names, nameBack, renamePlan, renamings, type Vocabulary } from '../support/rename.ts'
import { authPlan, type Example, ferryPlan, recordsPlan } from './plans.ts'
import { type Files, filesOf, ROOT, shopDisk, TEMPLATES } from './workshop.ts'

const TEMPLATE_FILES = filesOf(TEMPLATES)

interface Shown extends Vocabulary {
  readonly make: () => Example
}

const EXAMPLES: readonly Shown[] = [
  {
    make: authPlan,
    // Not `password` and `token`: that a field is secret is told by its name.
    nouns: 'auth authenticate login logout email subject user active credential access expires hash'.split(
      ' ',
    ),
    verbs: 'validate refresh revoke'.split(' '),
  },
  {
    make: recordsPlan,
    nouns: ['desk', 'record'],
    verbs: 'list create update'.split(' '),
  },
  {
    make: ferryPlan,
    nouns: (
      'ferry harbour vessel sailing booking berth flag passenger remark fare deck upper lower call sign ' +
      'departs booked quay latitude longitude heading position seaward landward gate walker lane storm words ' +
      'hail answer heard count total follow'
    ).split(' '),
    verbs: 'register find scrap plan close book list'.split(' '),
  },
]

/** Every file of every service of a plan by path. */
async function render(files: Files, templateFiles: Files = TEMPLATE_FILES): Promise<Files> {
  const disk = shopDisk(files)
  const diagnostics = new Diagnostics()
  const { all } = locate({ disk, cwd: ROOT }, ROOT, diagnostics)
  const system = readSystem(await readPlans({ disk, root: ROOT }, all, diagnostics), diagnostics)
  const specs = outline(GENERATORS, system, diagnostics)
  expect(diagnostics.all.filter(({ severity }) => severity === 'error')).toEqual([])
  const scaffolded = new Set(specs.flatMap(({ owners }) => owners))
  const templates = createTemplates({ read: (path) => templateFiles[path] })
  const tree = renderTree(specs, { scaffolded, templates })
  return Object.fromEntries([...tree].map(([path, { content }]) => [path, new TextDecoder().decode(content)]))
}

interface Pair {
  readonly path: string
  readonly expected: string
  readonly actual: string
}

/** What differs in more than order and line breaks. */
function differences(pairs: readonly Pair[]): readonly string[] {
  const input = JSON.stringify(pairs.filter(({ expected, actual }) => expected !== actual))
  const script = fileURLToPath(new URL('rename-judge.py', import.meta.url))
  const ran = spawnSync(findPython(), [script], { input, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (ran.status !== 0) throw new Error(ran.stderr)
  const problems: readonly { readonly path: string; readonly problem: string }[] = JSON.parse(ran.stdout)
  return problems.map(({ path, problem }) => `${path}\n${problem}`)
}

/** Renders the plan under other names and compares, named back, with the plan under its own. */
async function compare(
  { make, ...words }: Shown,
  names: Names,
  templates?: Files,
): Promise<readonly string[]> {
  const { files } = make()
  const expected = await render(files, templates)
  const renamed = await render(renamePlan(files, names, words), templates)
  const actual = new Map(
    Object.entries(renamed).map(([path, text]) => [nameBack(path, names), nameBack(text, names)]),
  )
  expect([...actual.keys()].sort()).toEqual(Object.keys(expected).sort())
  return differences(
    Object.entries(expected).map(([path, text]) => ({
      path,
      expected: text,
      actual: actual.get(path) ?? '',
    })),
  )
}

describe('renaming a plan', { timeout: 120_000 }, () => {
  test.each(EXAMPLES.map((shown) => [shown.make().service, shown] as const))(
    'renames what is made of it, and nothing else: %s',
    async (_, shown) => {
      const isSame = async (names: Names) => {
        expect(await compare(shown, names)).toEqual([])
      }
      await fc.assert(fc.asyncProperty(renamings(shown), isSame), { numRuns: 6, endOnFailure: true })
    },
  )

  test.each(EXAMPLES.map((shown) => [shown.make().service, shown] as const))(
    'has every name in it, and can be undone: %s',
    async (service, shown) => {
      const [names = new Map()] = fc.sample(renamings(shown), { numRuns: 1, seed: 3 })
      const { files } = shown.make()
      const renamed = renamePlan(files, names, shown)
      const entries = Object.entries(renamed).map((entry) => entry.map((text) => nameBack(text, names)))
      expect(entries).toEqual(Object.entries(files))
      const text = JSON.stringify(renamed).toLowerCase()
      expect([...names].filter(([, fresh]) => !text.includes(fresh))).toEqual([])
      expect(JSON.stringify(await render(renamed))).not.toContain(service)
    },
  )

  test('finds a template that knows an example', async () => {
    const [, shown] = EXAMPLES
    if (shown === undefined) throw new Error('no example')
    const path = 'logic/src/services/service.py.ejs'
    const knowing = "<% if (view.service.name.includes('desk')) { %>KNOWN = True<% } %>\n"
    const templates = { ...TEMPLATE_FILES, [path]: `${TEMPLATE_FILES[path]}${knowing}` }
    const [names = new Map()] = fc.sample(renamings(shown), { numRuns: 1, seed: 3 })
    expect(await compare(shown, names)).toEqual([])
    expect(await compare(shown, names, templates)).toEqual([expect.stringContaining('KNOWN')])
  })
})
