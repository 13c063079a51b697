/**
 * Fixtures broken at random: nothing is thrown, every place lies inside of its document, and a second reading
 * says the same. `FUZZ_SECONDS` says how long, `FUZZ_SEED` repeats a run.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EVERYTHING, SHAPES } from './hostile-shapes.ts'
import { DOCUMENT_KINDS, type DocumentKind, readAs, strayLocations } from './read-anywhere.ts'

const SECONDS = Number(process.env.FUZZ_SECONDS ?? 20)
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000)
/** A text of this length that takes longer than this hangs. */
const LONGEST = 20_000
const SLOWEST_SECONDS = 10

const SEEDS = [EVERYTHING, ...fixtures()]
const TOKENS = [
  ...[
    '```',
    '~~~markdown',
    '<!--',
    '-->',
    '---',
    '- [ ] ',
    'T001',
    'T001-T999',
    '[P]',
    '[US1]',
    '**',
    '`',
    '|',
  ],
  ...[
    '|-|-|',
    '\0',
    '\r',
    '\ud800',
    '\u2028',
    '\ufeff',
    '→',
    'depends on',
    'all tasks',
    '{a,b}',
    '<a>',
    '</a>',
  ],
  ...[
    '# ',
    '## Phase 1: ',
    '### GET /a',
    '> ',
    '\t',
    '&a [*a]',
    'a: {',
    '../..',
    '/etc/passwd',
    '__proto__: 1',
  ],
]

function fixtures(): readonly string[] {
  const folder = new URL('../', import.meta.url)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md') && !path.startsWith('corpus'))
    .sort()
    .map((path) => readFileSync(new URL(path.replaceAll('\\', '/'), folder), 'utf8'))
    .filter((text) => text.length < LONGEST)
}

/** mulberry32: the same numbers for the same seed, everywhere. */
function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

type Random = ReturnType<typeof createRandom>

function mutate(text: string, random: Random): string {
  const at = random(text.length + 1)
  const to = Math.min(text.length, at + random(200))
  const other = SEEDS[random(SEEDS.length)] ?? ''
  const lines = text.split('\n')
  const [first, second] = [random(lines.length), random(lines.length)]
  const shapes = Object.values(SHAPES)
  switch (random(8)) {
    case 0:
      return text.slice(0, at) + other.slice(random(other.length + 1))
    case 1:
      return text.slice(0, to) + text.slice(at)
    case 2:
      return text.slice(0, at)
    case 3:
      return text.slice(0, at) + text.slice(to)
    case 4:
      return lines
        .with(first, lines[second] ?? '')
        .with(second, lines[first] ?? '')
        .join('\n')
    case 5:
      return `${lines.slice(0, first).join('\n')}\n${shapes[random(shapes.length)]?.(300) ?? ''}\n${lines.slice(first).join('\n')}`
    default:
      return text.slice(0, at) + (TOKENS[random(TOKENS.length)] ?? '') + text.slice(at)
  }
}

async function complaintAbout(kind: DocumentKind, text: string): Promise<string | undefined> {
  try {
    const start = performance.now()
    const read = await readAs(kind, text)
    if (performance.now() - start > SLOWEST_SECONDS * 1000) return 'takes too long'
    const [stray] = strayLocations(read)
    if (stray) return `stands outside: ${JSON.stringify(stray)}`
    return JSON.stringify(await readAs(kind, text)) === JSON.stringify(read) ? undefined : 'reads otherwise'
  } catch (error) {
    return String(error)
  }
}

test(`texts broken at random are read for ${SECONDS} s (seed ${SEED})`, {
  timeout: (SECONDS + 60) * 1000,
}, async () => {
  const random = createRandom(SEED)
  const until = performance.now() + SECONDS * 1000
  let read = 0
  while (performance.now() < until) {
    let text = SEEDS[random(SEEDS.length)] ?? ''
    for (let count = 1 + random(8); count > 0; count -= 1) text = mutate(text, random).slice(0, LONGEST)
    const kind = DOCUMENT_KINDS[random(DOCUMENT_KINDS.length)] ?? 'task list'
    const complaint = await complaintAbout(kind, text)
    read += 1
    expect({ complaint, ...(complaint && { kind, seed: SEED, read, text }) }).toEqual({
      complaint: undefined,
    })
  }
  expect(read).toBeGreaterThan(SECONDS)
})
