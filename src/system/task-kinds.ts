/** What kind of work a task of a task list is. */
import type { PhaseKind } from '../plan/plan.ts'
import { foldText, hasPart } from './folded-text.ts'
import {
  KIND_PATHS,
  KIND_WORDS,
  TASK_KINDS,
  type TaskKind,
  TEST_PARTS,
  TEST_PATH,
  TEST_WORDS,
} from './task-kind-words.ts'

export { TASK_KINDS, type TaskKind } from './task-kind-words.ts'

interface KindedTask {
  readonly title: string
  readonly paths: readonly string[]
  readonly phase?: PhaseKind | undefined
}

export interface Kinded {
  /** Undefined where no word and no path tells. */
  readonly kind?: TaskKind | undefined
  /** Another kind with the same score; the earlier one of the table was taken. */
  readonly tie?: TaskKind | undefined
}

const WEIGHT = { path: 8, identifier: 4, phrase: 3, word: 2, prior: 1 } as const
/** A task has one or a few paths; a list of hundreds says nothing more. */
const MOST_PATHS = 12
const ROUTE = /\b(?:GET|POST|PUT|PATCH|DELETE)[ \t`*]{1,4}\/[^\s]/

const TESTS: ReadonlySet<TaskKind> = new Set(['contract test', 'integration test', 'unit test'])

export function isTestKind(kind: TaskKind | undefined): boolean {
  return kind !== undefined && TESTS.has(kind)
}

const PRIORS: Readonly<Record<PhaseKind, readonly TaskKind[]>> = {
  setup: ['setup'],
  tests: ['contract test', 'integration test'],
  core: ['service'],
  integration: ['config'],
  story: [],
  polish: ['polish'],
  group: [],
}

type Scores = Map<TaskKind, number>

export function kindOfTask({ title, paths, phase }: KindedTask): Kinded {
  const scores: Scores = new Map()
  scorePaths(paths, scores)
  if (ROUTE.test(title)) add(scores, 'router', WEIGHT.identifier)
  const isAboutTests = scoreWords(title, scores)
  const isTestFile = paths.slice(0, MOST_PATHS).some((path) => TEST_PATH.test(path))
  if (isTestFile || (isAboutTests && !hasPath(scores))) return { kind: testKind(scores, title) }
  const isUnknown = scores.size === 0
  for (const kind of phase && !isUnknown ? PRIORS[phase] : []) add(scores, kind, WEIGHT.prior)
  return rank(scores)
}

function add(scores: Scores, kind: TaskKind, weight: number): void {
  scores.set(kind, (scores.get(kind) ?? 0) + weight)
}

function hasPath(scores: Scores): boolean {
  return [...scores.values()].some((score) => score >= WEIGHT.path)
}

function scorePaths(paths: readonly string[], scores: Scores): void {
  const found = new Set<TaskKind>()
  for (const path of paths.slice(0, MOST_PATHS)) {
    const match = path.length > 300 ? undefined : KIND_PATHS.find(([pattern]) => pattern.test(path))
    if (match) found.add(match[1])
  }
  for (const kind of found) add(scores, kind, WEIGHT.path)
}

/** Of the three kinds the one that is told best; a route is a contract, anything else a unit. */
function testKind(scores: Scores, title: string): TaskKind {
  if ((scores.get('performance') ?? 0) >= WEIGHT.path) return 'performance'
  const { kind } = rank(new Map([...scores].filter(([each]) => TESTS.has(each))))
  return kind ?? (ROUTE.test(title) ? 'contract test' : 'unit test')
}

function rank(scores: Scores): Kinded {
  let [best, tie]: (TaskKind | undefined)[] = []
  for (const kind of TASK_KINDS) {
    const [score, most] = [scores.get(kind) ?? 0, best === undefined ? 0 : (scores.get(best) ?? 0)]
    if (score > most) [best, tie] = [kind, undefined]
    else if (score > 0 && score === most) tie ??= kind
  }
  return { kind: best, tie }
}

interface Phrase {
  readonly words: string
  readonly weight: number
  readonly kind: TaskKind | 'test'
}

const VOCABULARY = new Map<string, Phrase[]>()
for (const kind of TASK_KINDS) for (const phrase of KIND_WORDS[kind].words) learn(phrase, kind)
for (const word of TEST_WORDS) learn(word, 'test')

function learn(phrase: string, kind: Phrase['kind']): void {
  const { words } = foldText(phrase)
  const first = words.slice(1, words.indexOf(' ', 1))
  const known = VOCABULARY.get(first) ?? []
  VOCABULARY.set(first, known)
  known.push({ words, weight: phrase.includes(' ') ? WEIGHT.phrase : WEIGHT.word, kind })
}

/** `BerthService` is a service. */
const CLASS = /([a-z0-9])(Service|Repository|Model|Router|Controller|Middleware|Schema)\b/g

/** Each word or phrase counts once. Whether one of them is about tests. */
function scoreWords(title: string, scores: Scores): boolean {
  const folded = foldText(title.replace(CLASS, '$1 $2'))
  const { words, ascii } = folded
  const seen = new Set<Phrase>()
  let isAboutTests = false
  for (let at = 0; at < words.length - 1; at = words.indexOf(' ', at + 1)) {
    const word = words.slice(at + 1, words.indexOf(' ', at + 1))
    for (const phrase of VOCABULARY.get(word) ?? []) {
      if (seen.has(phrase) || !words.startsWith(phrase.words, at)) continue
      seen.add(phrase)
      if (phrase.kind === 'test') isAboutTests = true
      else add(scores, phrase.kind, phrase.weight)
    }
  }
  if (ascii) return isAboutTests && !isCoverage(words)
  for (const kind of TASK_KINDS)
    for (const part of KIND_WORDS[kind].parts) if (hasPart(folded, part)) add(scores, kind, WEIGHT.word)
  return isAboutTests || TEST_PARTS.some((part) => hasPart(folded, part))
}

/** Checked, not written. */
function isCoverage(words: string): boolean {
  return words.startsWith(' run ') || words.startsWith(' verify ') || words.includes(' test coverage ')
}
