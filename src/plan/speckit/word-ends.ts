/** Ends of a dependency that are named by words: `all user stories`, `Setup`, `this phase`, `everything`. */
import type { DependencyEnd, Phase, PhaseKind } from '../plan.ts'
import { longWords, type Names } from './names.ts'

const THIS =
  /\b(?:this|current) (?:phase|stage|step)|\bthese tasks\b|这些任务|этой фазы|이 (?:단계|phase|페이즈)|本阶段|该阶段|此阶段|このフェーズ|esta fase/i
const EVERYTHING =
  /\beverything\b|\ball (?:other|remaining|subsequent|later) (?:tasks|work)\b|\ball tasks\b|\bany other (?:task|work)/i
const ALL_PHASES =
  /\ball (?:the )?(?:previous |other |prior |earlier |preceding |above )?phases\b|\bany other phases?\b|\ball previous\b|всех фаз|모든 (?:phase|단계|페이즈)|所有阶段|(?:全て|すべて|全)の?フェーズ/i
const SOME_PHASES = /\b(?:all|any|every|no) (?:[a-z]{2,20} ){1,2}(?:phases?|work|pages?|implementation)\b/i
const PRIORITY = /\b(P[1-9])\b/g
export const STORY_WORDS =
  /\b(?:user )?stor(?:y|ies)\b|\bUS (?:작업|phases)|스토리|User Story|用户故事|ストーリー|истори[ийяею]|histórias/iu
const IMPLEMENTATION = /\bimplementation\b|\bimplement\b|\ball (?:source )?changes\b|구현|实现|реализац|実装/i
const TESTS = /\btests?\b|테스트|测试|тест|テスト/i

export function wordEnds(text: string, names: Names, own: Phase | undefined): readonly DependencyEnd[] {
  const { phases, stories, byPriority } = names
  if (own && THIS.test(text)) return [toEnd(own)]
  if (ALL_PHASES.test(text)) return phases.filter((phase) => phase !== own).map(toEnd)
  if (EVERYTHING.test(text)) return names.all
  if (STORY_WORDS.test(text) && stories.length > 0) {
    const ranked = [...text.matchAll(PRIORITY)].flatMap(([, rank]) => byPriority.get(rank ?? '') ?? [])
    return (ranked.length > 0 ? ranked : stories).map((id) => ({ kind: 'story', id }))
  }
  const titled = titledPhases(text, names)
  if (titled.length > 0) return titled.map(toEnd)
  if (TESTS.test(text)) return ofKind(phases, 'tests')
  // A story's tests come before its own implementation, not before the next story's.
  if (IMPLEMENTATION.test(text)) return own?.kind === 'story' ? [] : implementation(phases).map(toEnd)
  if (SOME_PHASES.test(text)) return laterPhases(phases, own)
  return []
}

export const toEnd = ({ id }: Phase): DependencyEnd => ({ kind: 'phase', id })

function ofKind(phases: readonly Phase[], kind: PhaseKind): readonly DependencyEnd[] {
  return phases.filter((phase) => phase.kind === kind).map(toEnd)
}

/** Those of stories; where there are none, all that come behind. */
function laterPhases(phases: readonly Phase[], own: Phase | undefined): readonly DependencyEnd[] {
  const stories = ofKind(phases, 'story')
  return stories.length > 0 || !own ? stories : phases.slice(phases.indexOf(own) + 1).map(toEnd)
}

/** Core and integration, with the groups that stand between the tests and the polish. */
function implementation(phases: readonly Phase[]): readonly Phase[] {
  const first = phases.findIndex(({ kind }) => kind === 'core' || kind === 'story')
  const last = phases.findLastIndex(({ kind }) => kind !== 'polish')
  return first === -1
    ? []
    : phases.slice(first, last + 1).filter(({ kind }) => kind !== 'tests' && kind !== 'setup')
}

const COMMON = new Set(
  'phase tests test user story core implementation and the for all with first tdd must complete before polish'.split(
    ' ',
  ),
)

/** Phases whose title starts with a word of the text, or has two of them: `Setup`, `Foundational`, `core services`. */
function titledPhases(text: string, { phases, titles }: Names): readonly Phase[] {
  const words = new Set(longWords(text.replace(/\bpolish work\b/i, '')))
  if (words.size === 0) return []
  return phases.filter(({ kind }, index) => {
    const title = titles[index] ?? []
    const first = title[0] ?? ''
    if (kind === 'polish' && (words.has('polish') || words.has('final'))) return true
    if (!words.has(first)) return false
    return !COMMON.has(first) || title.some((word, at) => at > 0 && words.has(word) && !COMMON.has(word))
  })
}
