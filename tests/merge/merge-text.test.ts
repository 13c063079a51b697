import fc from 'fast-check'
import { diff3MergeRegions } from 'node-diff3'
import { describe, expect, it } from 'vitest'
import { findLostLine } from '../../src/merge/conservation.ts'
import { mergeText } from '../../src/merge/merge-text.ts'
import { threeWay } from '../../src/merge/three-way.ts'

function merge(base: string, ours: string, theirs: string): string {
  const result = mergeText(Buffer.from(base), Buffer.from(ours), Buffer.from(theirs))
  return result.kind === 'merged' ? Buffer.from(result.content).toString() : `! ${result.kind}`
}

describe('mergeText', () => {
  it.each([
    ['edits far apart', 'a\nb\nc\n', 'A\nb\nc\n', 'a\nb\nC\n', 'A\nb\nC\n'],
    ['the same edit', 'a\nb\nc\n', 'A\nb\nc\n', 'A\nb\nC\n', 'A\nb\nC\n'],
    ['the same line', 'a\nb\n', 'A\nb\n', 'x\nb\n', '! content'],
    ['lines that touch', 'a\nb\nc\n', 'A\nb\nc\n', 'a\nB\nc\n', '! content'],
    ['two additions at one place', 'a\nz\n', 'a\nmine\nz\n', 'a\nnew\nz\n', '! content'],
    ['a line deleted here and another there', 'a\nb\nc\nd\n', 'a\nc\nd\n', 'a\nb\nc\n', 'a\nc\n'],
    ['line ends of ours', 'a\nb\nc\n', 'A\r\nb\r\nc\r\n', 'a\nb\nC\n', 'A\r\nb\r\nC\r\n'],
    ['mixed line ends of ours', 'a\nb\nc\nd\n', 'A\r\nb\nc\nd\n', 'a\nb\nc\nD\n', 'A\r\nb\nc\nD\n'],
    ['a line added behind an open last line', 'a\nb\nc\n', 'A\nb\nc', 'a\nb\nc\nd\n', 'A\nb\nc\nd'],
    ['no final newline, kept', 'a\nb\nc\n', 'a\nb\nC', 'A\nb\nc\n', 'A\nb\nC'],
    ['byte order mark of ours', 'a\nb\nc\n', '\ufeffA\nb\nc\n', 'a\nb\nC\n', '\ufeffA\nb\nC\n'],
    [
      'markers in ours',
      'a\nb\nc\n',
      '<<<<<<< x\nA\n=======\na\n>>>>>>> y\nb\nc\n',
      'a\nb\nC\n',
      '! unmergeable',
    ],
    [
      'an underline that looks like a marker',
      'T\n=======\nb\nc\n',
      'U\n=======\nb\nc\n',
      'T\n=======\nb\nC\n',
      'U\n=======\nb\nC\n',
    ],
    ['binary', 'a\nb\nc\n', 'A\nb\nc\n', 'a\nb\n\0\n', '! unmergeable'],
    ['all deleted here', 'a\nb\n', '', 'a\nb\nc\n', '! content'],
  ])('%s', (_, base, ours, theirs, expected) => {
    expect(merge(base, ours, theirs)).toBe(expected)
  })

  it('is not UTF-8: no merge', () => {
    const bytes = Buffer.from([0x61, 0x0a, 0xff, 0x0a, 0x62, 0x0a])
    expect(mergeText(Buffer.from('a\n'), bytes, Buffer.from('a\nb\n')).kind).toBe('unmergeable')
  })

  it('answers at once for texts of one repeated line', () => {
    const start = performance.now()
    expect(merge('x\n'.repeat(15_000), 'x\n'.repeat(14_000), 'x\n'.repeat(16_000))).toBe('! unmergeable')
    expect(performance.now() - start).toBeLessThan(1000)
  })
})

describe('findLostLine', () => {
  it.each([
    ['nothing lost', ['a'], ['a', 'x'], ['x', 'a'], undefined],
    ['an added line that is gone', ['a'], ['a', 'x'], ['a'], 'x'],
    ['a line added twice that is there once', ['a'], ['x', 'a', 'x'], ['a', 'x'], 'x'],
    ['a changed line that is gone', ['a', 'b'], ['A', 'b'], ['a', 'b'], 'A'],
    ['a deleted line owes nothing', ['a', 'b'], ['b'], [], undefined],
  ])('%s', (_, base, side, result, lost) => {
    expect(findLostLine(base, side, result)).toBe(lost)
  })
})

const line = fc.constantFrom('a', 'b', 'c', '', 'x = 1', '  - item', '}')
const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.map((each) => `${each}\n`).join(''))
/** Three texts that grew from one: each line stays, goes, changes or gets a neighbour. */
const edited = (lines: readonly string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom('keep', 'keep', 'keep', 'drop', 'change', 'add'), line), {
      minLength: lines.length,
      maxLength: lines.length,
    })
    .map((edits) =>
      lines.flatMap((each, at) => {
        const [edit = 'keep', other = ''] = edits[at] ?? []
        if (edit === 'drop') return []
        if (edit === 'change') return [`${other}!`]
        return edit === 'add' ? [each, `${other}+`] : [each]
      }),
    )
const grown = fc
  .array(line, { maxLength: 14 })
  .chain((lines) => fc.record({ base: fc.constant(lines), ours: edited(lines), theirs: edited(lines) }))
const join = (lines: readonly string[]): string => lines.map((each) => `${each}\n`).join('')

describe('text merges', () => {
  it('know identity', () => {
    fc.assert(
      fc.property(text, text, (base, other) => {
        expect(merge(base, base, other)).toBe(other)
        expect(merge(base, other, base)).toBe(other)
        expect(merge(base, other, other)).toBe(other)
      }),
    )
  })

  it('keep every line that either side added, or are conflicts', () => {
    let merged = 0
    fc.assert(
      fc.property(grown, ({ base, ours, theirs }) => {
        const result = merge(join(base), join(ours), join(theirs))
        if (result.startsWith('! ')) return
        merged += 1
        const lines = result.split('\n').slice(0, -1)
        expect(findLostLine(base, ours, lines)).toBeUndefined()
        expect(findLostLine(base, theirs, lines)).toBeUndefined()
        for (const added of [...ours, ...theirs].filter((each) => /[!+]$/.test(each)))
          expect(lines).toContain(added)
      }),
      { numRuns: 1500 },
    )
    expect(merged).toBeGreaterThan(200)
  })

  it('change nothing when the result is merged again', () => {
    fc.assert(
      fc.property(grown, ({ base, ours, theirs }) => {
        const result = merge(join(base), join(ours), join(theirs))
        if (!result.startsWith('! ')) expect(merge(join(theirs), result, join(theirs))).toBe(result)
      }),
      { numRuns: 500 },
    )
  })

  it('have the regions of node-diff3', () => {
    fc.assert(
      fc.property(grown, (sides) => {
        const regions = diff3MergeRegions([...sides.ours], [...sides.base], [...sides.theirs])
        const hasClash = regions.some(
          (region) => !region.stable && JSON.stringify(region.aContent) !== JSON.stringify(region.bContent),
        )
        const segments = threeWay(sides)
        expect(segments.some(({ kind }) => kind === 'conflict')).toBe(hasClash)
        const expected = regions.flatMap((region) => (region.stable ? region.bufferContent : region.aContent))
        const found = segments.flatMap((each) =>
          each.kind === 'theirs' ? sides.theirs.slice(...each.theirs) : sides.ours.slice(...each.ours),
        )
        if (!hasClash) expect(found).toEqual(expected)
      }),
      { numRuns: 1000 },
    )
  })
})

/** Services of eight equal lines; the user edits one of them, the template reorders, drops and adds services. */
describe('repeated blocks', () => {
  const OPTIONS = [
    'image: x',
    'ports:',
    '- 80',
    'env:',
    'retries: 3',
    'restart: always',
    'cpu: 1',
    'memory: 2',
  ]
  const block = (name: string, options: readonly string[] = OPTIONS) => [
    `${name}:`,
    ...options.map((each) => `  ${each}`),
  ]
  const write = (names: readonly string[], editedName?: string) =>
    join(names.flatMap((name) => block(name, name === editedName ? OPTIONS.with(4, 'retries: 9') : OPTIONS)))
  const orders = (names: readonly string[]): (readonly string[])[] =>
    names.flatMap((name) => {
      const rest = names.filter((other) => other !== name)
      return [[name], ...orders(rest).map((order) => [name, ...order])]
    })

  const cases = ['a', 'b', 'c'].flatMap((name) =>
    orders(['a', 'b', 'c', 'z']).map((order) => [name, order] as const),
  )

  it('never get an edit into the wrong block, on either side', () => {
    let clean = 0
    for (const [name, order] of cases) {
      const base = write(['a', 'b', 'c'])
      for (const swapped of [false, true]) {
        const [ours, theirs] = swapped
          ? [write(order), write(['a', 'b', 'c'], name)]
          : [write(['a', 'b', 'c'], name), write(order)]
        const result = merge(base, ours, theirs)
        if (result.startsWith('! ')) continue
        clean += 1
        const owner = result
          .slice(0, result.indexOf('retries: 9'))
          .match(/^\w+:$/gm)
          ?.at(-1)
        expect(owner, `${name} in ${order.join('')}`).toBe(`${name}:`)
      }
    }
    expect(cases).toHaveLength(192)
    expect(clean).toBeGreaterThanOrEqual(40)
  })
})
