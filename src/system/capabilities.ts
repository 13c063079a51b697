/** What a service can do: only what a fact of its plan needs, with the place of that fact. */
import type { Location } from '../diagnostics/index.ts'
import type { PackageRequirement } from '../plan/facts.ts'
import type { Task } from '../plan/plan.ts'
import { hasWord } from './folded-text.ts'
import type { MergedFacts } from './merge-facts.ts'
import { NAMED_CAPABILITIES } from './named-capabilities.ts'
import { firstOf, packageOf, type Statement } from './statements.ts'
import { CAPABILITIES, type Capability } from './system.ts'

export interface Evidence {
  readonly facts: MergedFacts
  readonly statements: readonly Statement[]
  /** Tasks that are not excluded. */
  readonly tasks: readonly Task[]
  readonly packages: readonly PackageRequirement[]
  /** Whether a drawn project tree names a Dockerfile. */
  readonly drawsDockerfile: boolean
}

const TABLE_WORDS = [
  'database',
  'migration',
  'transaction',
  'alembic',
  'sqlalchemy',
  'postgresql',
  'postgres',
  'table',
]
const REDIS_WORDS = ['redis', 'cache', 'caching', 'session store']
const JWT_WORDS = ['jwt', 'json web token', 'token management']
const DOCKER_WORDS = ['dockerfile', 'docker image', 'container image', 'containerise', 'containerize']

/** The capabilities in the order of `CAPABILITIES`, each with the statement that asks for it. */
export function findCapabilities(evidence: Evidence): ReadonlyMap<Capability, Location> {
  const found = new Map([...findProvided(evidence), ...findNamed(evidence)])
  // What compose starts has to be built.
  if (found.get('docker') === undefined) found.set('docker', found.get('compose'))
  // What a dashboard shows has to be measured.
  if (found.get('metrics') === undefined) found.set('metrics', found.get('dashboards'))
  return new Map(
    CAPABILITIES.flatMap((capability) => {
      const origin = found.get(capability)
      return origin === undefined ? [] : [[capability, origin] as const]
    }),
  )
}

type Found = readonly (readonly [Capability, Location | undefined])[]

/** What contracts, tables, edges and topics ask for, and what builds on it. */
function findProvided(evidence: Evidence): Found {
  const { statements, facts } = evidence
  const redis = findRedis(statements)
  const jwt = firstOf(asked(statements), JWT_WORDS)?.origin
  return [
    ['rest', findRest(evidence)],
    ['grpc', findGrpc(evidence)],
    ['database', findDatabase(evidence)],
    ['redis', redis],
    ['cache', redis && firstOf(outOfProcess(asked(statements)), ['cache', 'caching'])?.origin],
    ['sessions', redis && firstOf(asked(statements), ['session store', 'session management'])?.origin],
    ['jwt', jwt],
    [
      'passwords',
      jwt && packageOf(evidence.packages, ['passlib', 'pwdlib', 'argon2-cffi', 'bcrypt'])?.origin,
    ],
    ['produces', facts.topics.find(({ role }) => role === 'produces')?.origin],
    ['consumes', facts.topics.find(({ role }) => role === 'consumes')?.origin],
    ['grpcClients', facts.edges.find(({ protocol }) => protocol === 'grpc')?.origin],
    ['restClients', facts.edges.find(({ protocol }) => protocol === 'rest')?.origin],
    ['logging', findLogging(evidence)],
    ['docker', findDocker(evidence)],
  ]
}

/** What a word of a task, requirement or criterion asks for, or a package that has no other use. */
function findNamed({ statements, packages }: Evidence): Found {
  const said = statements.filter(({ kind }) => kind !== 'prose')
  return NAMED_CAPABILITIES.map(({ capability, words, packages: names = [], demanded }) => {
    const among = demanded ? asked(said) : said
    return [capability, firstOf(among, words)?.origin ?? packageOf(packages, names)?.origin]
  })
}

/** What a task does or demands; criteria and prose only describe. */
function asked(statements: readonly Statement[]): readonly Statement[] {
  return statements.filter(({ kind }) => kind !== 'criterion')
}

function findRest({ facts, tasks, statements }: Evidence): Location | undefined {
  return (
    facts.endpoints[0]?.origin ??
    tasks.find(({ communication }) => communication.includes('rest'))?.origin ??
    statements.find(({ category }) => category === 'api')?.origin
  )
}

function findGrpc({ facts, tasks, statements }: Evidence): Location | undefined {
  return (
    facts.protos.flatMap(({ services }) => services)[0]?.origin ??
    tasks.find(({ communication }) => communication.includes('grpc'))?.origin ??
    statements.find(({ category }) => category === 'grpc')?.origin
  )
}

function findDatabase({ facts, tasks, statements }: Evidence): Location | undefined {
  const isAboutTables = ({ category, folded }: Statement) =>
    category === 'data' &&
    ([...TABLE_WORDS, 'model'].some((word) => hasWord(folded, word)) || !isAboutRedis(folded))
  const demands = statements.filter(
    ({ kind }) => kind === 'requirement' || kind === 'prose' || kind === 'task',
  )
  return (
    facts.entities[0]?.origin ??
    statements.find(isAboutTables)?.origin ??
    tasks.find(({ database }) => database !== undefined)?.origin ??
    firstOf(demands, ['postgresql', 'postgres'])?.origin
  )
}

function isAboutRedis(folded: Statement['folded']): boolean {
  return REDIS_WORDS.some((word) => hasWord(folded, word))
}

function findRedis(statements: readonly Statement[]): Location | undefined {
  return firstOf(outOfProcess(asked(statements)), REDIS_WORDS)?.origin
}

/** A cache in the memory of the process needs no Redis. */
function outOfProcess(statements: readonly Statement[]): readonly Statement[] {
  return statements.filter(({ folded }) => hasWord(folded, 'redis') || !hasWord(folded, 'in memory'))
}

function findLogging({ packages, statements }: Evidence): Location | undefined {
  const words = ['structured logging', 'structured log', 'json log', 'structlog']
  return firstOf(statements, words)?.origin ?? packageOf(packages, ['structlog'])?.origin
}

/** A Dockerfile in a drawn tree is only a drawing, unless a task deploys. */
function findDocker({ statements, drawsDockerfile }: Evidence): Location | undefined {
  const named = statements.filter(({ kind }) => kind !== 'prose')
  const deploys = statements.find(({ category }) => category === 'deployment')
  return firstOf(named, DOCKER_WORDS)?.origin ?? (drawsDockerfile ? deploys?.origin : undefined)
}
