import { describe, expect, it } from 'vitest'
import { digest } from '../../src/merge/index.ts'
import { applied, base, mergeOne, ours, PATH, type Sides, theirs } from './support/sides.ts'

interface Row extends Sides {
  readonly row: number
  readonly name: string
  readonly kind: string
  /** Text that is written. */
  readonly writes?: string
  readonly reason?: string
  readonly conflict?: string
  readonly codes?: readonly string[]
  /** What the state calls the last rendering afterwards: the text, or `gone`. */
  readonly state: string | 'gone'
}

const lost = base('a\n', { content: undefined })
const ROWS: readonly Row[] = [
  { row: 1, name: 'new', theirs: theirs('a\n'), kind: 'create', writes: 'a\n', state: 'a\n' },
  { row: 2, name: 'there already', ours: ours('a\n'), theirs: theirs('a\n'), kind: 'adopt', state: 'a\n' },
  {
    row: 2,
    name: 'there already with other line ends',
    ours: ours('a\r\n'),
    theirs: theirs('a\n'),
    kind: 'adopt',
    state: 'a\n',
  },
  {
    row: 3,
    name: 'a file of the user in the way',
    ours: ours('mine\n'),
    theirs: theirs('a\n'),
    kind: 'conflict',
    conflict: 'add-add',
    codes: ['merge/add-add'],
    state: '',
  },
  {
    row: 4,
    name: 'nothing new',
    base: base('a\n'),
    ours: ours('a\n'),
    theirs: theirs('a\n'),
    kind: 'keep',
    state: 'a\n',
  },
  {
    row: 5,
    name: 'changed upstream',
    base: base('a\n'),
    ours: ours('a\n'),
    theirs: theirs('b\n'),
    kind: 'update',
    writes: 'b\n',
    state: 'b\n',
  },
  {
    row: 5,
    name: 'changed upstream, line ends of the user',
    base: base('a\nb\n'),
    ours: ours('a\r\nb\r\n'),
    theirs: theirs('a\nc\n'),
    kind: 'update',
    writes: 'a\r\nc\r\n',
    state: 'a\nc\n',
  },
  {
    row: 5,
    name: 'changed upstream, written once',
    base: base('a\n', { strategy: 'once' }),
    ours: ours('a\n'),
    theirs: theirs('b\n', { strategy: 'once' }),
    kind: 'keep',
    reason: 'once',
    codes: ['merge/kept-once'],
    state: 'b\n',
  },
  {
    row: 6,
    name: 'edited',
    base: base('a\n'),
    ours: ours('mine\n'),
    theirs: theirs('a\n'),
    kind: 'keep',
    reason: 'edited',
    state: 'a\n',
  },
  {
    row: 6,
    name: 'edited, and the last rendering is lost but rendered again',
    base: lost,
    ours: ours('mine\n'),
    theirs: theirs('a\n'),
    kind: 'keep',
    reason: 'edited',
    state: 'a\n',
  },
  {
    row: 7,
    name: 'edited in the same way',
    base: base('a\n'),
    ours: ours('b\n'),
    theirs: theirs('b\n'),
    kind: 'keep',
    state: 'b\n',
  },
  {
    row: 8,
    name: 'edited elsewhere',
    base: base('a\nb\nc\n'),
    ours: ours('A\nb\nc\n'),
    theirs: theirs('a\nb\nC\n'),
    kind: 'update',
    writes: 'A\nb\nC\n',
    state: 'a\nb\nC\n',
  },
  {
    row: 8,
    name: 'edited in the same line',
    base: base('a\n'),
    ours: ours('mine\n'),
    theirs: theirs('b\n'),
    kind: 'conflict',
    conflict: 'content',
    codes: ['merge/content'],
    state: 'a\n',
  },
  {
    row: 8,
    name: 'edited, and the last rendering is lost',
    base: lost,
    ours: ours('mine\n'),
    theirs: theirs('b\n'),
    kind: 'conflict',
    conflict: 'base-lost',
    codes: ['merge/base-lost'],
    state: 'a\n',
  },
  {
    row: 8,
    name: 'not edited, but the last rendering is lost',
    base: lost,
    ours: ours('a\n'),
    theirs: theirs('b\n'),
    kind: 'conflict',
    conflict: 'base-lost',
    codes: ['merge/base-lost'],
    state: 'a\n',
  },
  {
    row: 8,
    name: 'binary on one side',
    base: base('a\nb\nc\n'),
    ours: ours('A\nb\nc\0\n'),
    theirs: theirs('a\nb\nc\nd\n'),
    kind: 'conflict',
    conflict: 'unmergeable',
    codes: ['merge/unmergeable'],
    state: 'a\nb\nc\n',
  },
  {
    row: 8,
    name: 'edited output that is regenerated',
    base: base('a\nb\nc\n', { strategy: 'owned' }),
    ours: ours('A\nb\nc\n'),
    theirs: theirs('a\nb\nC\n', { strategy: 'owned' }),
    kind: 'conflict',
    conflict: 'unmergeable',
    codes: ['merge/unmergeable'],
    state: 'a\nb\nc\n',
  },
  {
    row: 8,
    name: 'edited, written once',
    base: base('a\n', { strategy: 'once' }),
    ours: ours('mine\n'),
    theirs: theirs('b\n', { strategy: 'once' }),
    kind: 'keep',
    reason: 'once',
    codes: ['merge/kept-once'],
    state: 'b\n',
  },
  {
    row: 9,
    name: 'deleted by the user',
    base: base('a\n'),
    theirs: theirs('a\n'),
    kind: 'keep',
    reason: 'deleted',
    state: 'a\n',
  },
  {
    row: 10,
    name: 'deleted by the user, changed upstream',
    base: base('a\n'),
    theirs: theirs('b\n'),
    kind: 'keep',
    reason: 'deleted',
    codes: ['merge/deleted-by-you'],
    state: 'b\n',
  },
  { row: 11, name: 'no longer wanted', base: base('a\n'), ours: ours('a\n'), kind: 'delete', state: 'gone' },
  {
    row: 12,
    name: 'no longer wanted, edited',
    base: base('a\n'),
    ours: ours('mine\n'),
    kind: 'conflict',
    conflict: 'modify-delete',
    codes: ['merge/modify-delete'],
    state: 'a\n',
  },
  {
    row: 12,
    name: 'no longer wanted, last rendering lost',
    base: lost,
    ours: ours('a\n'),
    kind: 'conflict',
    conflict: 'base-lost',
    codes: ['merge/base-lost'],
    state: 'a\n',
  },
  {
    row: 12,
    name: 'no longer wanted, edited, written once',
    base: base('a\n', { strategy: 'once' }),
    ours: ours('mine\n'),
    kind: 'forget',
    reason: 'once',
    codes: ['merge/kept-once'],
    state: 'gone',
  },
  { row: 13, name: 'gone on both sides', base: base('a\n'), kind: 'forget', state: 'gone' },
  {
    row: 18,
    name: 'a folder in the way of a known file',
    base: base('a\n'),
    ours: { kind: 'directory', content: undefined, mode: 0o755 },
    theirs: theirs('b\n'),
    kind: 'conflict',
    conflict: 'type',
    codes: ['merge/type'],
    state: 'a\n',
  },
  {
    row: 18,
    name: 'a link in the way of a new file',
    ours: { kind: 'link', content: undefined, mode: 0o777 },
    theirs: theirs('b\n'),
    kind: 'conflict',
    conflict: 'type',
    codes: ['merge/type'],
    state: '',
  },
  {
    row: 18,
    name: 'a link in the place of a file that is no longer wanted',
    base: base('a\n'),
    ours: { kind: 'link', content: undefined, mode: 0o777 },
    kind: 'conflict',
    conflict: 'type',
    codes: ['merge/type'],
    state: 'a\n',
  },
]

describe.each(ROWS)('row $row, $name', (row) => {
  const merged = mergeOne(row)
  const [change] = merged.changeSet.changes

  it(`is ${row.kind}`, () => {
    expect(change).toMatchObject({ kind: row.kind, row: row.row, path: PATH })
    expect(change?.content && Buffer.from(change.content).toString()).toBe(row.writes)
    expect(change?.reason).toBe(row.reason)
    expect(change?.conflict?.kind).toBe(row.conflict)
    expect(merged.codes).toEqual(row.codes ?? [])
    expect(merged.changeSet.counts).toMatchObject({ [row.kind]: 1, left: 0 })
  })

  it('leaves the state so that the next merge knows', () => {
    const record = merged.changeSet.nextState.get(PATH)
    if (row.state === 'gone') expect(record).toBeUndefined()
    else expect(record?.sha256).toBe(row.state === '' ? undefined : digest(Buffer.from(row.state)))
    expect(record?.conflict?.kind).toBe(row.conflict)
    if (row.conflict) expect(record?.conflict?.theirs).toBe(row.theirs && digest(row.theirs.content))
  })

  it('has nothing to write the second time, and a conflict stays the same', () => {
    const second = applied(merged, row)
    const again = mergeOne(second)
    const kinds = again.changeSet.changes.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind !== 'keep')).toEqual(row.conflict ? ['conflict'] : [])
    expect([...again.changeSet.nextState]).toEqual([...merged.changeSet.nextState])
    expect(again.codes).toEqual(row.conflict ? merged.codes : [])
  })
})

describe('row 19, the executable bit', () => {
  const cases = [
    { base: 0o644, ours: 0o644, theirs: 0o755, mode: 0o755, kind: 'update' },
    { base: 0o755, ours: 0o755, theirs: 0o644, mode: 0o644, kind: 'update' },
    { base: 0o644, ours: 0o755, theirs: 0o644, mode: undefined, kind: 'keep' },
    { base: 0o755, ours: 0o644, theirs: 0o755, mode: undefined, kind: 'keep' },
    { base: 0o644, ours: 0o755, theirs: 0o755, mode: undefined, kind: 'keep' },
    { base: 0o644, ours: 0o600, theirs: 0o755, mode: 0o700, kind: 'update' },
  ] as const
  it.each(cases)('base $base, ours $ours, theirs $theirs', (each) => {
    for (const text of ['a\n', 'edited\n']) {
      const sides = {
        base: base('a\n', { mode: each.base }),
        ours: ours(text, each.ours),
        theirs: theirs('a\n', { mode: each.theirs }),
      }
      const [change] = mergeOne(sides).changeSet.changes
      expect(change).toMatchObject({ kind: each.kind, content: undefined, mode: each.mode })
    }
  })

  it('is merged together with the content', () => {
    const sides = {
      base: base('a\n'),
      ours: ours('a\n', 0o600),
      theirs: theirs('b\n', { mode: 0o755 }),
    }
    expect(mergeOne(sides).changeSet.changes[0]).toMatchObject({ kind: 'update', row: 5, mode: 0o700 })
  })
})

describe('a conflict', () => {
  const conflict = { kind: 'content' as const, theirs: digest(Buffer.from('b\n')) }

  it('closes by itself when the user takes the generated text', () => {
    const sides = { base: base('a\n', { conflict }), ours: ours('b\n'), theirs: theirs('b\n') }
    const merged = mergeOne(sides)
    expect(merged.changeSet.changes[0]).toMatchObject({ kind: 'keep', row: 7, closed: true })
    expect(merged.codes).toEqual(['merge/closed'])
    expect(merged.changeSet.nextState.get(PATH)?.conflict).toBeUndefined()
  })

  it('keeps its three sides for whoever shows them', () => {
    const [change] = mergeOne({ base: base('a\n'), ours: ours('mine\n'), theirs: theirs('b\n') }).changeSet
      .changes
    const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString()
    expect([change?.conflict?.base, change?.conflict?.ours, change?.conflict?.theirs].map(text)).toEqual([
      'a\n',
      'mine\n',
      'b\n',
    ])
  })

  it('over a file that never was ours goes when the file is no longer wanted', () => {
    const record = base('', {
      sha256: undefined,
      content: undefined,
      conflict: { kind: 'add-add', theirs: undefined },
    })
    const merged = mergeOne({ base: record, ours: ours('mine\n') })
    expect(merged.changeSet.changes[0]).toMatchObject({ kind: 'forget' })
    expect(merged.changeSet.nextState.size).toBe(0)
  })
})
