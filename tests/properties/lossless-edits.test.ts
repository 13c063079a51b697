/** Whatever stands in a document: an edit changes what it is about and leaves every other byte alone. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Diagnostics, type Location } from '../../src/diagnostics/index.ts'
import { editBytes, editPlan, type PlanEdit } from '../../src/plan/edit/edit-plan.ts'
import { readTaskFile } from '../../src/plan/prd/task-file.ts'
import { readDocument } from '../../src/plan/read-document.ts'
import { createDocument, type Document } from '../../src/text/document.ts'
import { memoryDisk } from '../support/memory-disk.ts'

const PATH = '4_task.md'

const WORDS = [
  'A',
  '🚀🧪',
  '𝒳 = 1',
  'a\tb',
  'naïve café',
  '`[ ] x`',
  '[P] [US1]',
  '한국어',
  'a | b',
  'x [ ] y',
  '\u00a0',
]
const STATES = [' ', ' ', ' ', 'x', 'x', 'X', '-', '~', '', 'P', '✓', '✔', '?', '🚀']
const HEADS = ['- ', '* ', '+ ', '1. ', '  - ', '\t- ', '-\t', '    * ', '## ', '### ', '> - ', '']
const ENDS = ['', '', ' ', '  ', '\t', ' ✅', ' <!-- c -->', ' `', ' ```', ' #']
const HIDDEN = [
  ['```', '- [ ] HIDDEN', '## [x] HIDDEN ✅', '```'],
  ['~~~~ md', '- [ ] HIDDEN', '```', '- [X] HIDDEN', '~~~~'],
  ['<!--', '- [ ] HIDDEN', '-->'],
  ['- a', '  ```sh', '  - [x] HIDDEN', '  ```'],
  ['<!-- - [ ] HIDDEN -->'],
]
const OTHERS = [
  '',
  '',
  '---',
  'prose',
  '| a | Status |',
  '|---|---|',
  '| 1 | done |',
  '===',
  '<requirements>',
  '</requirements>',
  '**Status**: pending',
  '## status: done',
  '# Task 4.0: T ✅',
]
const PIECES = '-· ·[·]·x·#·\n·\r\n·`·```·~~~·|·<!--·-->·---\n·status·:·✅·<a>·</a>·1.0·"·,·\t·[P]·𝒳'.split(
  '·',
)
const FRONT_MATTER = [
  '',
  '',
  '---\nstatus: pending # c\nblocked_by: [1.10]\n---\n',
  '---\r\na: "- [ ] HIDDEN"\r\n---\r\n',
]

const task = fc
  .tuple(
    fc.constantFrom(...HEADS),
    fc.constantFrom(...STATES),
    fc.constantFrom('4.1', '4.2', 'T001', ''),
    fc.constantFrom(...WORDS),
    fc.constantFrom(...ENDS),
  )
  .map(([head, state, id, words, end]) => [`${head}[${state}] ${id} ${words}${end}`])

interface Written {
  readonly text: string
  readonly bytes: Uint8Array
}

const written: fc.Arbitrary<Written> = fc
  .record({
    front: fc.constantFrom(...FRONT_MATTER),
    blocks: fc.array(
      fc.oneof(
        { weight: 6, arbitrary: task },
        { weight: 2, arbitrary: fc.constantFrom(...OTHERS).map((line) => [line]) },
        { weight: 1, arbitrary: fc.constantFrom(...HIDDEN) },
      ),
      { maxLength: 14 },
    ),
    feeds: fc.array(fc.constantFrom('\n', '\r\n'), { minLength: 1, maxLength: 5 }),
    isFinal: fc.boolean(),
    mark: fc.constantFrom('', '\ufeff'),
  })
  .map(({ front, blocks, feeds, isFinal, mark }) => {
    const lines = blocks.flat()
    const body = lines.map(
      (line, at) => line + (at < lines.length - 1 || isFinal ? feeds[at % feeds.length] : ''),
    )
    const text = front + body.join('')
    return { text, bytes: new TextEncoder().encode(mark + text) }
  })

const read = (bytes: Uint8Array): Document => createDocument(PATH, new TextDecoder().decode(bytes))

function lineAt(document: Document, line: number): Location {
  const start = { line: (line % document.lineStarts.length) + 1, column: 1 }
  return { path: PATH, start, end: start }
}

/** The bytes with the edits in them; those given where an edit is refused. */
async function edit(bytes: Uint8Array, ...edits: PlanEdit[]): Promise<Uint8Array> {
  const edited = await editPlan(read(bytes), edits, new Diagnostics())
  if (!edited) return bytes
  const result = editBytes(bytes, edited)
  if (!result) throw new Error('the bytes are those that were read')
  return result
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const DONE = Buffer.from(' ✅').toString('latin1')
const MARK = Buffer.from('\ufeff').toString('latin1')
const BOX = /^(\s*(?:(?:[-*+]|1\.)\s+|#+\s+)\[)([^\]]*)(\](?:\s.*)?)$/s

/** Told by bytes, without any of what makes the edits. */
function isTicked(before: string, after: string, next: string): boolean {
  if (before === after) return true
  if (before.startsWith(MARK))
    return after.startsWith(MARK) && isTicked(before.slice(3), after.slice(3), next)
  // A title that is underlined.
  if (!/^\s*(?:[-*+\d]|#)/.test(before) && /^(?:-{3,}|={3,})\s*$/.test(next))
    return isTicked(`# ${before}`, `# ${after}`, '')
  if (before.includes('HIDDEN')) return false
  const [old, now] = [BOX.exec(before), BOX.exec(after)]
  if (old && now && old[1] === now[1] && old[3] === now[3]) return [' ', 'x', 'X'].includes(now[2] ?? '')
  const bare = (line: string) => line.replace(DONE, '')
  return before.includes('# ') && bare(before) === bare(after)
}

describe('tick and untick', () => {
  const steps = fc.array(
    fc.record({
      edit: fc.constantFrom('tick' as const, 'untick' as const),
      line: fc.nat(40),
      byName: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  )

  test('any sequence leaves all other bytes as they are', async () => {
    let made = 0
    await fc.assert(
      fc.asyncProperty(written, steps, async ({ bytes }, sequence) => {
        let now = bytes
        for (const { edit: kind, line, byName } of sequence)
          now = await edit(now, { edit: kind, at: lineAt(read(now), line), byName })
        if (latin(now) !== latin(bytes)) made += 1
        const [old, lines] = [latin(bytes).split('\n'), latin(now).split('\n')]
        expect(lines.length).toBe(old.length)
        for (const [at, line] of lines.entries())
          expect([old[at], line, isTicked(old[at] ?? '', line, old[at + 1] ?? '')]).toEqual([
            old[at],
            line,
            true,
          ])
      }),
      { numRuns: 600 },
    )
    expect(made).toBeGreaterThan(200)
  })

  test('one undoes the other', async () => {
    let [undone, redone] = [0, 0]
    await fc.assert(
      fc.asyncProperty(written, fc.nat(40), async ({ text, bytes }, line) => {
        const at = lineAt(read(bytes), line)
        const source = text.split('\n')[at.start.line - 1] ?? ''
        const ticked = await edit(bytes, { edit: 'tick', at })
        if (latin(ticked) !== latin(bytes) && !text.includes('[]')) {
          undone += 1
          expect(latin(await edit(ticked, { edit: 'untick', at }))).toBe(latin(bytes))
        }
        const opened = await edit(bytes, { edit: 'untick', at })
        if (latin(opened) !== latin(bytes) && source.includes('[x]') && !/\[[X✓✔]\]|✅/u.test(text)) {
          redone += 1
          expect(latin(await edit(opened, { edit: 'tick', at }))).toBe(latin(bytes))
        }
      }),
      { numRuns: 2000 },
    )
    expect(Math.min(undone, redone)).toBeGreaterThan(20)
  })

  test('the reader of tasks sees one box differ and nothing else', async () => {
    let made = 0
    await fc.assert(
      fc.asyncProperty(written, fc.nat(40), async ({ bytes }, pick) => {
        const before = await subtasksOf(bytes)
        const subtask = before[pick % Math.max(before.length, 1)]
        if (!subtask) return
        const after = await subtasksOf(await edit(bytes, { edit: 'tick', at: subtask.origin }))
        if (JSON.stringify(before) === JSON.stringify(after)) return
        made += 1
        const ends = (all: typeof before) =>
          all.map(({ id, title, origin }) => [id, title, origin.start.line])
        expect(ends(after)).toEqual(ends(before))
        expect(after.map(({ done }) => done)).toEqual(before.map((one) => one.done || one === subtask))
      }),
      { numRuns: 400 },
    )
    expect(made).toBeGreaterThan(40)
  })
})

async function subtasksOf(bytes: Uint8Array) {
  const document = read(bytes)
  const diagnostics = new Diagnostics()
  const { task } = await readTaskFile({ document, id: '4.0' }, { document, diagnostics }, { facts: false })
  return task.subtasks
}

const anyEdit = (document: Document): fc.Arbitrary<PlanEdit> => {
  const at = fc.nat(40).map((line) => lineAt(document, line))
  const status = fc.constantFrom(
    'pending' as const,
    'in_progress' as const,
    'completed' as const,
    'excluded' as const,
  )
  return fc.oneof(
    fc.record({
      edit: fc.constantFrom('tick' as const, 'untick' as const, 'exclude' as const),
      at,
      byName: fc.boolean(),
    }),
    fc.record({ edit: fc.constant('set-status' as const), status }),
    fc.record({ edit: fc.constant('set-status' as const), status, at }),
    fc.record({ edit: fc.constantFrom('quote-id' as const, 'drop-parallel' as const), at }),
    fc.record({
      edit: fc.constant('append-path' as const),
      at,
      path: fc.oneof(fc.constant('src/a.py'), fc.string({ unit: 'binary' })),
    }),
    fc.record({
      edit: fc.constant('add-blocker' as const),
      id: fc.oneof(fc.constant('3.0'), fc.string({ unit: 'binary' })),
    }),
  )
}

describe('any edit', () => {
  const sources = fc.oneof(
    { weight: 4, arbitrary: written.map(({ text }) => text) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    fc.array(fc.constantFrom(...PIECES)).map((parts) => parts.join('')),
  )

  test('changes a line for each edit at most, is made once, and never throws', async () => {
    let made = 0
    await fc.assert(
      fc.asyncProperty(
        sources.chain((text) => {
          const document = createDocument(PATH, text)
          return fc.tuple(
            fc.constant(document),
            fc.oneof(
              anyEdit(document).map((one) => [one]),
              fc.array(anyEdit(document), { maxLength: 3 }),
            ),
          )
        }),
        async ([document, edits]) => {
          const diagnostics = new Diagnostics()
          const edited = await editPlan(document, edits, diagnostics)
          expect(edited === undefined).toBe(diagnostics.all.length > 0)
          if (!edited || edited.changes.length === 0) return
          made += 1
          const [old, now] = [document.text.split('\n'), edited.after.text.split('\n')]
          const kept = old.filter((line, at) => line === now[at] || line === now[at + 1]).length
          expect(old.length - kept).toBeLessThanOrEqual(edits.length)
          expect(now.length - old.length).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 2000 },
    )
    expect(made).toBeGreaterThan(80)
  })

  const LONG = 200_000
  test.each([
    ['brackets', '['.repeat(LONG)],
    ['boxes', '- [ ] '.repeat(LONG / 6)],
    ['one item', `- [ ] ${'[P] '.repeat(LONG / 4)}`],
    ['lines', '- [ ] a\n'.repeat(LONG / 8)],
    ['fences', '- [ ] a\n```md\n'.repeat(LONG / 14)],
    ['comments', '<!-- - [ ] '.repeat(LONG / 11)],
    ['marks', `# ${'✅ '.repeat(LONG / 2)}\n# a`],
    ['blanks', `# a${' '.repeat(LONG)}b\n# c ✅`],
    ['emoji', `**Status**: ${'⏳\ufe0f'.repeat(LONG / 2)}`],
    ['words', `**Status**: ${'in progress '.repeat(LONG / 12)}`],
    ['table', `| a | Status |\n|---|---|\n${'| b | done |\n'.repeat(LONG / 13)}`],
    ['cells', `| Status |${' |'.repeat(LONG / 4)}\n|---|\n|${' x |'.repeat(LONG / 4)}`],
    ['front matter', `---\nblocked_by: [${'1.0, '.repeat(LONG / 5)}]\n---\n`],
    [
      'block list',
      `---\nstatus: "${'#'.repeat(LONG / 2)}"\nblocked_by:\n${'  - 1.0 # c\n'.repeat(LONG / 24)}---\n`,
    ],
    ['tags', '<a>'.repeat(LONG / 3)],
    ['feeds', '\r\n'.repeat(LONG / 2)],
  ])('of hostile text takes little time: %s', { timeout: 30_000 }, async (_, text) => {
    const document = createDocument(PATH, text)
    const at = lineAt(document, 0)
    const edits: PlanEdit[] = [
      { edit: 'tick', at },
      { edit: 'untick', at, byName: true },
      { edit: 'set-status', status: 'completed' },
      { edit: 'set-status', status: 'pending', at: lineAt(document, 2) },
      { edit: 'quote-id', at: { ...at, start: { line: 2, column: 1 } } },
      { edit: 'exclude', at },
      { edit: 'move-front-matter' },
      { edit: 'list-task', id: '9.0', title: 'Nets', done: true },
      { edit: 'drop-parallel', at },
      { edit: 'append-path', at, path: 'a/b.py' },
      { edit: 'add-blocker', id: '3.0' },
    ]
    const start = performance.now()
    for (const one of edits) await editPlan(document, [one], new Diagnostics())
    expect(performance.now() - start).toBeLessThan(8000)
  })

  test('thousands of boxes are ticked in one go', { timeout: 30_000 }, async () => {
    const document = createDocument(PATH, '- [ ] T001 A\r\n'.repeat(20_000))
    const edits = document.lineStarts
      .slice(1)
      .map((_, line) => ({ edit: 'tick', at: lineAt(document, line) }) as const)
    const start = performance.now()
    const edited = await editPlan(document, edits, new Diagnostics())
    expect(edited?.after.text).toBe('- [x] T001 A\r\n'.repeat(20_000))
    expect(performance.now() - start).toBeLessThan(8000)
  })
})

describe('edits that add or take away lines', () => {
  const lines = fc.array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom('- [ ] 1.0 A', '- [x] 3.0 B', '* [X] **4.0** C', '  - Depends on: 1.0'),
      },
      fc.constantFrom(
        ...OTHERS,
        '## status: completed',
        '## markdown',
        '## Status: done # c',
        '```',
        '# 4.0 T',
      ),
      { weight: 1, arbitrary: fc.constantFrom(...WORDS) },
    ),
    { minLength: 1, maxLength: 12 },
  )
  const texts = fc
    .tuple(lines, fc.constantFrom('\n', '\r\n'), fc.boolean(), fc.boolean())
    .map(([all, end, isFinal, isWrapped]) => {
      const body = isWrapped ? ['```markdown', '---', 'status: done', '---', ...all, '```'] : all
      return body.join(end) + (isFinal ? end : '')
    })
  const splitLines = (text: string) => text.split(/(?<=\n)/)

  test('a task is listed in one line of its own, once', async () => {
    let made = 0
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom('2.0', '5.0'), fc.boolean(), async (text, id, done) => {
        const listed = { edit: 'list-task', id, title: 'Nets | `x`', done } as const
        const edited = await editPlan(createDocument(PATH, text), [listed], new Diagnostics())
        const [change] = edited?.changes ?? []
        if (!edited || !change) return
        made += 1
        expect(edited.changes).toHaveLength(1)
        expect(change.text).toMatch(/^\r?\n[ \t]*[-*+] \[[ xX]\] \d\.0 Nets \| `x`$/)
        expect(edited.after.text.replace(change.text, '')).toBe(text)
        const again = await editPlan(edited.after, [listed], new Diagnostics())
        expect(again?.changes).toEqual([])
      }),
      { numRuns: 600 },
    )
    expect(made).toBeGreaterThan(60)
  })

  test('front matter goes to the first line, and every other line stays in its order', async () => {
    let made = 0
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const edited = await editPlan(
          createDocument(PATH, text),
          [{ edit: 'move-front-matter' }],
          new Diagnostics(),
        )
        if (!edited || edited.changes.length === 0) return
        made += 1
        expect(edited.after.text).toMatch(/^---\r?\nstatus: (?:completed|done|done # c)\r?\n---\r?\n/)
        const old = splitLines(text)
        const body = splitLines(edited.after.text).slice(edited.changes[0]?.text === '' ? 0 : 4)
        let at = 0
        for (const line of body) {
          while (at < old.length && old[at] !== line) at += 1
          expect(at).toBeLessThan(old.length)
          at += 1
        }
        expect(old.length - body.length).toBeLessThanOrEqual(2)
      }),
      { numRuns: 600 },
    )
    expect(made).toBeGreaterThan(60)
  })
})

test('a byte order mark stays; a file that is another by now is not written', async () => {
  const bytes = new TextEncoder().encode('\ufeff- [ ] 4.1 𝒳\r\n')
  const disk = memoryDisk({ [`/w/${PATH}`]: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) })
  const document = readDocument(disk, '/w', PATH, new Diagnostics()) ?? createDocument(PATH, '')
  const edited = await editPlan(document, [{ edit: 'tick', at: lineAt(document, 0) }], new Diagnostics())
  if (!edited) throw new Error('the box is ticked')
  expect(editBytes(bytes, edited)).toEqual(new TextEncoder().encode('\ufeff- [x] 4.1 𝒳\r\n'))
  expect(editBytes(new TextEncoder().encode('\ufeff- [ ] 4.1 𝒳\n'), edited)).toBeUndefined()
})
