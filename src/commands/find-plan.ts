/** Which plan a writing command reads: the one named, the only one, the one chosen, or a starter. */
import type { Diagnostic } from '../diagnostics/index.ts'
import { Cancelled, Diagnostics, diagnostic, UserError } from '../diagnostics/index.ts'
import { locate, type PlanSearch, rootOf } from '../pipeline.ts'
import { PLAN_CODES } from '../plan/codes.ts'
import type { PlanLocation } from '../plan/family.ts'
import { isGenerated, type LocatedPlans } from '../plan/locate.ts'
import type { Disk } from '../ports.ts'
import { COMMAND_CODES } from './codes.ts'
import { overlayDisk } from './overlay-disk.ts'
import { quote } from './quote.ts'
import { readBelow, type Source } from './source.ts'
import { isEmptyFolder, starterPlan } from './starter-plan.ts'
import type { Talk } from './talk.ts'
import type { Context } from './verb.ts'

export interface FoundPlan {
  readonly root: string
  /** Where the plan is read from: the disk, or a starter plan in front of it. */
  readonly disk: Disk
  readonly all: readonly PlanLocation[]
  /** undefined: it could not be found or chosen; why is said in diagnostics or missing answers. */
  readonly chosen: PlanLocation | undefined
  /** The service, where it was asked for before there was a plan. */
  readonly service?: string | undefined
  /** Files of a starter plan by path relative to the root; empty where a plan was there. */
  readonly starter: ReadonlyMap<string, string>
}

/** Reads the documents of the plan, a starter plan too. */
export function sourceOf({ disk, root }: FoundPlan): Source {
  return readBelow(disk, () => root)
}

const NO_STARTER: ReadonlyMap<string, string> = new Map()

export async function findPlan(
  context: Context,
  service: string | undefined,
  talk: Talk,
): Promise<FoundPlan> {
  const { disk, cwd, options, diagnostics } = context
  const place = { disk, cwd, root: options.root, plan: options.plan, prd: options.prd }
  const root = rootOf(place)
  if (disk.stat(root)?.kind !== 'directory') throw noFolder(root)
  const probe = new Diagnostics()
  const located = locate(place, root, probe)
  const isNothing = located.all.length === 0 && options.plan === undefined && options.prd === undefined
  if (isNothing && context.program === 'create-taskplan-service') {
    const found = await findStarter({ ...context, root, talk }, service)
    if (found) return found
    const isSaid = diagnostics.hasErrors || talk.missing.length > 0
    if (isSaid) return { root, disk, all: [], chosen: undefined, starter: NO_STARTER }
  }
  for (const found of probe.all) diagnostics.add(found)
  const chosen = located.chosen ?? (await chooseOne(located, context, talk))
  const isForeign = chosen ? !isGenerated(chosen) : located.all.length > 0 && located.generated.length === 0
  if (isForeign && !probe.hasErrors) diagnostics.add(notGenerated(chosen ? [chosen] : located.all))
  return { root, disk, all: located.generated, chosen, starter: NO_STARTER }
}

function notGenerated(plans: readonly PlanLocation[]): Diagnostic {
  const [first, ...more] = plans.map(({ path }) => `\`${path}\``)
  const which =
    more.length === 0 ? `${first} is a spec-kit plan` : `${first} and ${more.length} more are spec-kit plans`
  return diagnostic(PLAN_CODES, 'plan/family-not-generated', {
    message: `${which}: no service is written from ${more.length === 0 ? 'it' : 'them'} yet`,
    hint: 'see its tasks with `taskplan list`',
  })
}

function noFolder(root: string): UserError {
  return new UserError(
    diagnostic(COMMAND_CODES, 'command/no-folder', {
      message: `\`${root}\` is no folder`,
      hint: 'create it first',
    }),
  )
}

async function chooseOne(
  { generated }: LocatedPlans,
  { options }: Context,
  talk: Talk,
): Promise<PlanLocation | undefined> {
  if (generated.length === 0 || options.plan !== undefined || options.prd !== undefined) return undefined
  const answer = await talk.ask(
    {
      kind: 'select',
      name: 'plan',
      message: 'Which plan?',
      choices: generated.map(({ path }) => ({ value: path, label: path })),
    },
    {
      flag: '--plan <path>',
      question: 'which plan?',
      type: 'choice',
      choices: generated.map(({ path }) => path),
      answer: ['--plan', generated[0]?.path ?? ''],
    },
  )
  return generated.find(({ path }) => path === answer)
}

interface Start extends Context {
  readonly root: string
  readonly talk: Talk
}

/** A starter plan where one may be written; otherwise an error among the diagnostics says what is missing. */
async function findStarter(start: Start, service: string | undefined): Promise<FoundPlan | undefined> {
  const { disk, cwd, options, install, diagnostics } = start
  // A starter founds a workspace of its own: a repository around an empty folder is not its root.
  const root = options.root === undefined ? cwd : start.root
  const isEmpty = isEmptyFolder(disk, root)
  if (!isEmpty && !options.starter && !start.ask) {
    diagnostics.add(notEmpty(service))
    return undefined
  }
  const name = service ?? (await askName(start.talk))
  const isWanted = await mayStart(start, { isEmpty, name: name ?? 'a service' })
  if (name === undefined || !isWanted) return undefined
  const files = starterPlan(name, install.templates)
  const clash = [...files.keys()].find((path) => disk.stat(`${root}/${path}`))
  if (clash !== undefined) {
    diagnostics.add(
      diagnostic(COMMAND_CODES, 'command/unwritable-starter', {
        message: `\`${clash}\` is already there`,
        hint: 'name the plan with `--plan <path>`, or move it away',
      }),
    )
    return undefined
  }
  return { ...starterFound({ disk, cwd, root }, files), service: name }
}

function starterFound(
  place: PlanSearch & { readonly root: string },
  files: ReadonlyMap<string, string>,
): FoundPlan {
  const { disk, cwd, root } = place
  const encoder = new TextEncoder()
  const overlay = overlayDisk(
    disk,
    new Map([...files].map(([path, text]) => [`${root}/${path}`, encoder.encode(text)])),
  )
  const { all, chosen } = locate({ disk: overlay, cwd, root }, root, new Diagnostics())
  return { root, disk: overlay, all, chosen, starter: files }
}

function askName(talk: Talk): Promise<string | undefined> {
  return talk.ask(
    {
      kind: 'text',
      name: 'service',
      message: 'No plan here yet. Name of the service to start with?',
      default: 'auth',
    },
    {
      flag: '<service>',
      question: 'which service?',
      type: 'text',
      choices: [],
      default: 'auth',
      answer: ['auth'],
    },
  )
}

async function mayStart(
  { options, talk, root }: Start,
  { isEmpty, name }: { isEmpty: boolean; name: string },
): Promise<boolean> {
  if (options.starter || (options.yes && isEmpty)) return true
  const answer = await talk.ask(
    {
      kind: 'confirm',
      name: 'starter',
      message: `No plan found. Write a starter plan for ${name} into ${root}?`,
    },
    {
      flag: '--starter',
      question: `no plan was found: write a starter plan for \`${name}\`?`,
      type: 'yes-no',
      choices: [],
      answer: ['--starter'],
    },
  )
  if (answer === 'no') throw new Cancelled()
  return answer === 'yes'
}

function notEmpty(service: string | undefined): Diagnostic {
  return diagnostic(COMMAND_CODES, 'command/not-empty', {
    message: 'no plan was found, and the folder is not empty',
    notes: [{ message: 'a starter plan is only written into an empty folder, or with `--starter`' }],
    hint: `name a plan with \`--plan <path>\`, or run \`npx -y create-taskplan-service ${service === undefined ? '<service>' : quote(service)} --starter\``,
  })
}
