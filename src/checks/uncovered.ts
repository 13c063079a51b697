/** Requirements and criteria that no task names, in plans whose tasks do name them. */
import { diagnostic, type Location } from '../diagnostics/index.ts'
import type { Plan } from '../plan/plan.ts'
import { CHECK_CODES } from './codes.ts'
import type { Rule } from './rule.ts'

export const uncovered: Rule = {
  check({ plans }, findings) {
    for (const plan of plans) {
      const cited = citedIn(textOf(plan))
      for (const { id, origin } of missing(plan.requirements, cited))
        findings.add(withoutTask('plan/requirement-without-task', id, origin))
      for (const { id, origin } of missing(plan.beside?.criteria ?? [], cited))
        findings.add(withoutTask('plan/criterion-without-task', id, origin))
    }
  },
}

/** Everything that stands in the files of tasks, requirements restated there included. */
function textOf({ tasks, documents }: Plan): string {
  const paths = new Set(tasks.map(({ path }) => path))
  return documents.flatMap(({ path, text }) => (paths.has(path) ? text : [])).join('\n')
}

const ID = /(?<![\w-])([A-Z]{1,4})-?0{0,3}(\d{1,4})(?![\w])/g
const NEXT =
  /[ \t]{0,2}(?:(-|–|—|~|\.{2,3}|…|to|through)|[,/&+]|and|,[ \t]and)[ \t]{0,2}(?:([A-Z]{1,4})-?)?0{0,3}(\d{1,4})(?![\w.%])/y

/** Ids a text names, without leading zeros; `FR-1 to FR-5`, `FR-1/2/3` and `SC-1, 2` name all of theirs. */
function citedIn(text: string): ReadonlySet<string> {
  const cited = new Set<string>()
  for (const match of text.matchAll(ID)) {
    const prefix = match[1] ?? ''
    let last = Number(match[2])
    cited.add(`${prefix} ${last}`)
    NEXT.lastIndex = match.index + match[0].length
    for (let next = NEXT.exec(text); next; next = NEXT.exec(text)) {
      if ((next[2] ?? prefix) !== prefix) break
      const number = Number(next[3])
      const from = next[1] === undefined ? number : Math.max(last, number - LONGEST_RANGE)
      for (let at = from; at <= number; at += 1) cited.add(`${prefix} ${at}`)
      last = number
    }
  }
  return cited
}

const LONGEST_RANGE = 200

interface Numbered {
  readonly id?: string | undefined
  readonly origin: Location
}
interface Named {
  /** `FR`, `SC`. */
  readonly kind: string
  readonly name: string
  readonly id: string
  readonly origin: Location
}

/** Of each kind of id nothing where fewer than two of three are named: the plan does not trace that kind. */
function missing(all: readonly Numbered[], cited: ReadonlySet<string>): readonly Named[] {
  const named = all.flatMap(({ id, origin }): readonly Named[] => {
    const [, kind = '', number] = /^([A-Z]{1,4})-?0{0,3}(\d{1,4})$/.exec(id ?? '') ?? []
    return number === undefined || id === undefined ? [] : [{ kind, name: `${kind} ${number}`, id, origin }]
  })
  const open = named.filter(({ name }) => !cited.has(name))
  const [total, left] = [countKinds(named), countKinds(open)]
  return open.filter(({ kind }) => (left.get(kind) ?? 0) * 3 <= (total.get(kind) ?? 0))
}

function countKinds(all: readonly Named[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { kind } of all) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}

function withoutTask(
  code: 'plan/requirement-without-task' | 'plan/criterion-without-task',
  id: string,
  location: Location,
) {
  return diagnostic(CHECK_CODES, code, {
    message: `no task names \`${id}\``,
    location,
    hint: `name \`${id}\` in the task that covers it, or add one`,
  })
}
