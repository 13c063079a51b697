/** Headings that tasks stand under: `## Phase 3.1: Setup`, `## Phase 3: User Story 1 - … (Priority: P1) 🎯 MVP`. */
import { isAscii } from '../../text/accents.ts'
import type { Heading } from '../../text/blocks.ts'
import type { PhaseKind } from '../plan.ts'
import { matchAt } from './task-id.ts'

/** What a heading says of the tasks below it. */
export interface PhaseHeading {
  /** Undefined for a group without a number. */
  readonly number?: string | undefined
  readonly title: string
  readonly kind: PhaseKind
  readonly stories: readonly string[]
}

const NUMBERED =
  /(?:phase|fase|étape|фаза|этап|阶段|階段|フェーズ|단계|페이즈)[ \t\u00a0]{0,3}(\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?|[a-z])(?![\w])/iy
const LEADING_NUMBER = /第?[ \t]{0,2}(\d{1,3})[ \t]{0,2}(?:阶段|階段|フェーズ|단계)/y

export function readPhaseHeading(heading: Heading): PhaseHeading {
  const plain = withoutMarks(heading.text)
  const match = matchAt(NUMBERED, plain, 0) ?? matchAt(LEADING_NUMBER, plain, 0)
  const number = match?.[1]
  const title = cleanTitle(match ? plain.slice(match[0].length) : plain)
  const stories = storiesIn(plain)
  return { ...(number !== undefined && { number }), title, kind: kindOf(title, stories), stories }
}

/** Without emphasis, emoji and what marks a heading as done. */
function withoutMarks(text: string): string {
  const bare = isAscii(text)
    ? text
    : text.replace(/🎯[ \t]*MVP\b/u, '').replace(/\p{Extended_Pictographic}|\ufe0f|\u200d/gu, '')
  return bare.replaceAll('**', '').replaceAll('`', '').trim()
}

const PRIORITY = /[(（](?:priority|prioridade|приоритет|优先级|優先度|우선순위)[^)）]{0,40}[)）]/iu

function cleanTitle(text: string): string {
  return text
    .replace(PRIORITY, '')
    .replace(/\b(?:COMPLETED?|DONE)\b[ \t]*$/, '')
    .replace(/^[ \t:：.–—-]+/, '')
    .replace(/[ \t]+/g, ' ')
    .trim()
}

const STORY =
  /\bUS-?0{0,2}(\d{1,3})(?!\w)|\buser stor(?:y|ies)[ \t]{0,2}#?(\d{1,3})(?!\d)|\bstory[ \t]{1,2}(\d{1,3})(?!\d)|(?:用户故事|使用者故事|ユーザーストーリー|사용자 스토리|история|história)[ \t]{0,2}(\d{1,3})(?!\d)/giu

/** Stories a heading names: `US1`, `User Story 2`. */
function storiesIn(text: string): readonly string[] {
  const found = [...text.matchAll(STORY)].map((match) => `US${match[1] ?? match[2] ?? match[3] ?? match[4]}`)
  return [...new Set(found)]
}

const KINDS: readonly (readonly [PhaseKind, RegExp])[] = [
  [
    'polish',
    /polish|cross-cutting|clean-?up|finali[sz]|release|validation|verification|refator|acabamento|마무리|다듬|完善|打磨|润色|полиров|финал|仕上げ|ポリッシュ/,
  ],
  ['tests', /tests? first|^tests?\b|\btdd\b|testes|테스트|测试|тест|テスト/],
  [
    'setup',
    /setup|set up|foundation|initiali[sz]|prerequisite|scaffold|infrastructure|기반|설정|초기화|初始化|基础|准备|настройк|инициализ|основ|セットアップ|基盤|準備/,
  ],
  ['integration', /integra|통합|集成|интеграц|統合/],
  ['core', /core|implement|n[uú]cleo|핵심|구현|核心|实现|ядр|реализац|コア|実装/],
]

function kindOf(title: string, stories: readonly string[]): PhaseKind {
  if (stories.length > 0) return 'story'
  const plain = title.toLowerCase()
  return KINDS.find(([, words]) => words.test(plain))?.[0] ?? 'group'
}
