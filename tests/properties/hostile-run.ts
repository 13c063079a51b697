/** Plants hostile text in the fields of a plan and judges what becomes of it. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import protobuf from 'protobufjs'
import { GENERATORS } from '../../generators/index.ts'
import { findPython } from '../../scripts/python-tools.mjs'
import { type Diagnostic, Diagnostics } from '../../src/diagnostics/index.ts'
import { outline } from '../../src/outline/index.ts'
import { locate, readPlans, readSystem } from '../../src/pipeline.ts'
import { createTemplates, renderTree, type Templates } from '../../src/render/index.ts'
import type { System } from '../../src/system/system.ts'
import { fieldsOf, HOSTILE, type Plant, plant, plantsOf } from '../support/hostile.ts'
import { snapshot } from '../support/memory-disk.ts'
import { type Files, filesOf, ROOT, shopDisk, TEMPLATES, taskplan } from './workshop.ts'

/** A case that takes longer has hung. */
const LIMIT_MS = 5000

const SAFE_PATH = /^[a-z-]+\/(?:[A-Za-z0-9_.-]+\/)*[A-Za-z0-9_.-]+$/

const NAMES: readonly (readonly [path: string, marked: string])[] = [
  ['kiosk/2_task.md', '«raw:service folder:kiosk»/«raw:task file:2_task.md»'],
  [
    'proto/stand/kiosk/v1/kiosk.proto',
    'proto/«raw:proto folder:stand»/kiosk/v1/«raw:proto file:kiosk.proto»',
  ],
]

const marked = new Map(NAMES)
const sources = filesOf(TEMPLATES)
const engine = createTemplates({ read: (path) => sources[path] })

const PLAN = Object.fromEntries(
  Object.entries(filesOf(new URL('plans/kiosk/', import.meta.url))).map(([path, text]) => [
    `tasks/«raw:feature folder:prd-stand»/${marked.get(path) ?? path}`,
    text,
  ]),
)

/** The fields of the documents whose paths match. */
export function fieldsIn(documents: RegExp): readonly string[] {
  return fieldsOf(Object.fromEntries(Object.entries(PLAN).filter(([path]) => documents.test(path))))
}

interface Made {
  readonly found: readonly Diagnostic[]
  readonly system: System
  render(templates: Templates): ReadonlyMap<string, string>
}

async function make(files: Files): Promise<Made> {
  const disk = shopDisk(files)
  const diagnostics = new Diagnostics()
  const { all } = locate({ disk, cwd: ROOT }, ROOT, diagnostics)
  const system = readSystem(await readPlans({ disk, root: ROOT }, all, diagnostics), diagnostics)
  const specs = outline(GENERATORS, system, diagnostics)
  const render = (templates: Templates) => {
    const scaffolded = new Set(specs.flatMap(({ owners }) => owners))
    const tree = renderTree(specs, { scaffolded, templates })
    return new Map([...tree].map(([path, { content }]) => [path, new TextDecoder().decode(content)]))
  }
  return { found: diagnostics.all, system, render }
}

/** Renders, and remembers every text as it is before it is laid out. */
function remembering(texts: Set<string>): Templates {
  return {
    render(path, view) {
      const rendered = engine.render(path, view)
      texts.add(rendered.text)
      return rendered
    },
  }
}

/** Renders nothing where the text is a remembered one: laying out the same again takes most of the time. */
function onlyNew(texts: ReadonlySet<string>): Templates {
  return {
    render(path, view) {
      const { text, name } = engine.render(path, view)
      return { text: texts.has(text) ? '' : text, name }
    },
  }
}

/** Everything that is said about the services, but for where it was said: what files are made of. */
function essence(system: System): string {
  return JSON.stringify(system, (key, value) =>
    key === 'origin' ? undefined : value instanceof Map ? [...value.keys()] : value,
  )
}

/** A file that a hostile text has changed. */
interface Suspect {
  readonly path: string
  readonly text: string
  readonly plants: readonly Plant[]
}

const shown = (plants: readonly Plant[]) =>
  plants
    .map(
      ({ field, text, isEscaped }) =>
        `${isEscaped ? '' : 'raw '}${JSON.stringify(text.slice(0, 30))} in ${field}`,
    )
    .join(', ')

/** A person is pointed to a place, or to the name on the command line that the plan has no longer. */
function isHelpful({ code, location, hint }: Diagnostic): boolean {
  return hint !== undefined && (location !== undefined || code === 'plan/unknown-service')
}

/** Fields of one text go together as long as nothing is said about any of them. */
const TOGETHER = 6

interface Trial {
  readonly ordinary: ReadonlyMap<string, string>
  readonly templates: Templates
  readonly usual: string
  readonly usualFindings: number
  readonly suspects: Map<string, Suspect>
  readonly complaints: string[]
}

/** Plants every text in these fields; what is wrong about the results. */
export async function complaintsAbout(fields: readonly string[]): Promise<readonly string[]> {
  const { system, found, render } = await make(plant(PLAN))
  const texts = new Set<string>()
  const trial: Trial = {
    ordinary: render(remembering(texts)),
    templates: onlyNew(texts),
    usual: essence(system),
    usualFindings: found.length,
    suspects: new Map(),
    complaints: [],
  }
  const plants = plantsOf(PLAN, HOSTILE).filter(({ field }) => fields.includes(field))
  for (const { text } of HOSTILE) {
    const own = plants.filter((planted) => planted.text === text)
    for (let at = 0; at < own.length; at += TOGETHER) {
      const group = own.slice(at, at + TOGETHER)
      const isQuiet = await judge(group, trial)
      for (const planted of isQuiet ? [] : group) await judge([planted], trial)
    }
  }
  return [...trial.complaints, ...judgeTexts(trial.ordinary, [...trial.suspects.values()])]
}

/** Whether no more is said than of the ordinary plan. */
async function judge(plants: readonly Plant[], trial: Trial): Promise<boolean> {
  const complain = (what: string) => trial.complaints.push(`${shown(plants)}: ${what}`)
  const started = performance.now()
  const { found, system, render } = await make(plant(PLAN, plants))
  const isQuiet = found.length === trial.usualFindings
  const errors = found.filter(({ severity }) => severity === 'error')
  if (errors.length > 0 && !errors.some(isHelpful)) complain('no place or hint')
  if (errors.length === 0 && (isQuiet || plants.length === 1) && essence(system) !== trial.usual) {
    for (const [path, text] of render(trial.templates)) {
      if (!SAFE_PATH.test(path) || path.includes('..')) complain(`writes ${path}`)
      if (text !== '' && trial.ordinary.get(path) !== text) trial.suspects.set(text, { path, text, plants })
    }
  }
  const ms = performance.now() - started
  if (ms > LIMIT_MS * plants.length) complain(`took ${ms} ms`)
  return isQuiet
}

function judgeTexts(ordinary: ReadonlyMap<string, string>, suspects: readonly Suspect[]): readonly string[] {
  const input = JSON.stringify({
    ordinary: [...ordinary].map(([path, text]) => ({ path, text })),
    planted: suspects.map(({ path, text }) => ({ path, text })),
  })
  const script = fileURLToPath(new URL('hostile-judge.py', import.meta.url))
  const ran = spawnSync(findPython(), [script], { input, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (ran.status !== 0) throw new Error(ran.stderr)
  const problems: readonly { readonly index: number; readonly problem: string }[] = JSON.parse(ran.stdout)
  const found = new Map(problems.map(({ index, problem }) => [index, problem]))
  return suspects.flatMap(({ path, text, plants }, index) => {
    const problem = found.get(index) ?? (path.endsWith('.proto') ? protoProblem(text) : undefined)
    return problem === undefined ? [] : [`${shown(plants)}: ${path} ${problem}`]
  })
}

function protoProblem(text: string): string | undefined {
  try {
    protobuf.parse(text, { keepCase: true })
    return undefined
  } catch (error) {
    return `does not parse: ${error}`
  }
}

/** Runs the command line on one text in each field; what is wrong about what it says and does. */
export async function complaintsAboutRuns(fields: readonly string[]): Promise<readonly string[]> {
  const complaints: string[] = []
  const plants = plantsOf(PLAN, HOSTILE)
  for (const [row, field] of fields.entries()) {
    const own = plants.filter((planted) => planted.field === field)
    const planted = own[(row * 5) % own.length]
    if (planted === undefined) continue
    const disk = shopDisk(plant(PLAN, [planted]))
    const before = snapshot(disk, ROOT)
    const { exitCode, stdout, stderr } = await taskplan({ disk, cwd: ROOT }, [
      'scaffold',
      'kiosk',
      '--verbose',
    ])
    const complain = (what: string) => complaints.push(`${shown([planted])}: ${what}`)
    if (exitCode !== 0 && !isEqual(snapshot(disk, ROOT), before))
      complain(`exit ${exitCode} and a changed disk`)
    if (exitCode !== 0 && !stderr.includes('hint: ')) complain(`exit ${exitCode} and no hint`)
    if (stderr.includes('command/defect')) complain(`a defect: ${stderr.slice(0, 300)}`)
    const unseen = /[^\n\t\x20-\x7e\u00a0-\u200d\u2010-\u2027\u2030-\u2065\u206a-\uffff]/u.exec(
      stdout + stderr,
    )
    if (unseen) complain(`prints ${JSON.stringify(unseen[0])}`)
    if (Math.max(...stderr.split('\n').map(({ length }) => length)) > 2000) complain('prints an endless line')
  }
  return complaints
}

function isEqual(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
