import { posix } from 'node:path'
import { isService } from '../system/shared-items.ts'
import type { Capability } from '../system/system.ts'
import type { Proof } from '../verify/prove.ts'
import { changeLines, totalLine } from './change-lines.ts'
import { counted } from './counted.ts'
import { sourceOf } from './find-plan.ts'
import { type Outcome, outcome } from './outcome.ts'
import { taskplanCommand } from './own-command.ts'
import { pendingOf, pendingText } from './pending-text.ts'
import type { Prepared } from './prepare.ts'
import { quote } from './quote.ts'
import type { Context } from './verb.ts'

const CAPABILITY_NAMES: Readonly<Record<Capability, string>> = {
  rest: 'REST',
  grpc: 'gRPC',
  database: 'database',
  redis: 'Redis',
  cache: 'cache',
  sessions: 'sessions',
  jwt: 'JWT',
  passwords: 'passwords',
  cors: 'CORS',
  securityHeaders: 'security-headers',
  rateLimit: 'rate-limit',
  bodyLimit: 'body-limit',
  produces: 'Kafka-producer',
  consumes: 'Kafka-consumer',
  grpcClients: 'gRPC-clients',
  restClients: 'REST-clients',
  celery: 'Celery',
  resilience: 'resilience',
  bulkhead: 'bulkhead',
  loadShedding: 'load-shedding',
  logging: 'logging',
  tracing: 'tracing',
  metrics: 'metrics',
  sentry: 'Sentry',
  dashboards: 'dashboards',
  loadTests: 'load-tests',
  docker: 'Docker',
  compose: 'Compose',
  kubernetes: 'Kubernetes',
  autoscaling: 'autoscaling',
  ci: 'CI',
  preCommit: 'pre-commit',
}

/** What is about to be written, or was: plan, service, files, notes. */
export function headLines(prepared: Prepared, { diagnostics, options }: Context): readonly string[] {
  const { plan, scope, items, waiting, reported, found } = prepared
  const can = (isService(scope) ? [...scope.capabilities.keys()] : [])
    .map((capability) => CAPABILITY_NAMES[capability])
    .join(' ')
  const { root } = scope.layout
  const outside = reported.filter(({ path }) => root !== '' && !path.startsWith(`${root}/`)).length
  const inside = reported.length - outside
  const beside = outside === 0 ? '' : `; outside it: ${outside}`
  const folder = root === '' ? '.' : root
  const notes = diagnostics.all.filter(({ severity }) => severity === 'warning').length
  const later = [...new Set([...waiting.map(({ id }) => id)])].join(' ')
  return [
    `Plan     ${plan.path} (${counted(new Set(plan.tasks.flatMap(({ service: name }) => name ?? [])).size, 'service')}, ${counted(plan.tasks.length, 'task')})${found.starter.size > 0 ? ', a starter plan' : ''}`,
    `${isService(scope) ? 'Service ' : 'Scope   '} ${scope.name}: ${counted(items.length, 'task')}${can === '' ? '' : `; ${can}`}`,
    ...(pendingOf(scope).length === 0
      ? []
      : [`Not yet  ${pendingText(scope)}${later === '' ? '' : ` (${later})`}: not generated yet`]),
    ...(reported.length === 0 ? [] : [`Writes   ${folder}/ ${counted(inside, 'file')}${beside}`]),
    ...(notes > 0 && options.verbose ? [`Notes    ${counted(notes, 'warning')}`] : []),
  ]
}

/** What is said where no file changes. */
export function nothingLine({ scope, items, waiting }: Prepared): string {
  if (items.length > 0 || waiting.length === 0) return `nothing to do: ${scope.name} is as the plan says`
  return `nothing to do: nothing is generated for ${waiting.map(({ id }) => id).join(', ')} yet`
}

/** Files that differ for other reasons than the tasks named: they are counted and left alone. */
export function leftLines({ changeSet }: Prepared): readonly string[] {
  const { left } = changeSet.counts
  return left === 0
    ? []
    : [`         ${counted(left, 'other file')} would change with the current plan; left alone`]
}

/** The run without its last step: the same list, on stdout. */
export function dryRunOutcome(prepared: Prepared, context: Context): Outcome {
  const { reported } = prepared
  const all = context.options.all === true
  const isNothing = reported.length === 0
  const lines = isNothing ? [nothingLine(prepared)] : [...changeLines(reported, all), '', totalLine(reported)]
  return outcome({
    exitCode: reported.some(({ kind }) => kind === 'conflict') ? 1 : 0,
    diagnostics: context.diagnostics.all,
    source: sourceOf(prepared.found),
    changes: reported,
    result: resultOf(prepared, undefined),
    text: lines.join('\n'),
    summary: [...headLines(prepared, context), ...leftLines(prepared), 'dry run: nothing was written'],
  })
}

export function proofLines(proof: Proof | undefined): readonly string[] {
  if (!proof || proof.state === 'missing') return []
  const mark = (ok: boolean) => (ok ? 'ok      ' : 'failed  ')
  const tested = proof.gates.length === 3
  const setup = proof.gates.slice(0, 2)
  const seconds = setup.reduce((sum, gate) => sum + gate.seconds, 0)
  const [, , tests] = proof.gates
  const counts = `${proof.green} green, ${proof.waiting} waiting for their task, ${proof.broken} broken`
  return [
    `${mark(setup.every(({ ok }) => ok))} uv lock + sync   ${seconds.toFixed(1)} s`,
    ...(tested
      ? [`${mark(proof.state === 'proven')} tests   ${counts}   ${(tests?.seconds ?? 0).toFixed(1)} s`]
      : []),
  ]
}

/** At most three command lines that go on from here. */
export function nextSteps(
  { found, scope }: Prepared,
  context: Context,
  proof: Proof | undefined,
): readonly string[] {
  if (!isService(scope)) return []
  const folder = posix.relative(context.cwd, posix.join(found.root, scope.layout.root))
  const enter = folder === '' ? [] : [`cd ${quote(folder)}`]
  if (proof?.state === 'proven') {
    // Nobody's secret is the default of one: the example has one for this machine.
    const settings = scope.capabilities.has('jwt') ? '--env-file .env.example ' : ''
    const start = [...enter, `uv run ${settings}python -m ${scope.layout.package}.main`].join(' && ')
    return [start, `${taskplanCommand(context.disk, context.env, context.cwd)} list`]
  }
  return [...enter, 'uv sync', 'uv run pytest']
}

/** `result` of the JSON document. */
export function resultOf(prepared: Prepared, proof: Proof | undefined): Readonly<Record<string, unknown>> {
  const { plan, scope, items, waiting, changeSet, found } = prepared
  return {
    plan: plan.path,
    service: scope.name,
    root: found.root,
    tasks: items.map(({ key }) => key),
    notGenerated: waiting.map(({ key }) => key),
    pending: pendingOf(scope).map(({ what, category, origin }) => ({
      what,
      category,
      path: origin.path,
      line: origin.start.line,
    })),
    left: changeSet.counts.left,
    ...(proof ? { proof: proofJson(proof) } : {}),
  }
}

function proofJson({
  state,
  gates,
  tests,
  green,
  waiting,
  broken,
}: Proof): Readonly<Record<string, unknown>> {
  return { state, gates, tests, green, waiting, broken }
}
