/** What a plan says about its tests: that they are not asked for, or that they come first. */
import type { Plan } from '../plan/plan.ts'

export interface TestPolicy {
  readonly isOptional: boolean
  readonly isFirst: boolean
}

const OPTIONAL =
  /\btests? (?:tasks? )?(?:(?:are|is) )?(?:not (?:explicitly )?(?:requested|included|required)|optional|omitted|skipped)|\btests?\b.{0,6}:.{0,6}(?:not |no test|manual|optional)|\bno (?:automated )?tests? (?:tasks? )?(?:are |is )?(?:included|requested|generated|planned|required)|\btests? for .{0,80}optional|不包含测试|测试任务为可选|未明确要求测试|テストは(?:任意|含ま|要求され)|테스트 태스크는 (?:별도 )?생성하지|testes (?:são )?opcionais|тесты не (?:требу|запро|включ)/iu
const FIRST =
  /\btests? first\b|\bwrite .{0,30}tests? .{0,20}first\b|\btests?\b.{0,40}\b(?:must|should|written)\b.{0,60}\b(?:before|fail)\b|\btdd\b.{0,40}(?:mandatory|non-negotiable|required)|\btests? before (?:any )?implementation|先.{0,8}测试|テスト.{0,12}先|테스트.{0,12}먼저|TDD 필수/iu
const CONDITION = /\bif (?:tests? |explicitly |included|requested|implemented)/i
const LONGEST = 600
/** What every form of either holds. */
const TESTS = /test|tdd|тест|测试|テスト|테스트/i

/** From the lines of a task list that are no tasks. */
export function testPolicyOf({ documents, tasks }: Plan): TestPolicy {
  const path = tasks[0]?.path
  const text = documents.find((document) => document.path === path)?.text ?? ''
  let [isOptional, isFirst] = [false, false]
  for (const line of text.split('\n')) {
    if (isOptional && isFirst) break
    if (/^[ \t]*[-*+] \[/.test(line)) continue
    const start = line.slice(0, LONGEST)
    if (!TESTS.test(start)) continue
    isOptional ||= OPTIONAL.test(start)
    isFirst ||= !CONDITION.test(start) && FIRST.test(start)
  }
  return { isOptional, isFirst: isFirst && !isOptional }
}
