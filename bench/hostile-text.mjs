// How the time of a reader grows with the length of a text, whatever it holds: prints JSON, the worst shape of all.
import { importTypeScript } from './load-typescript.mjs'

const LENGTH = 100_000
const ROUNDS = 3
/** Milliseconds; below them a ratio is about the clock. */
const LEAST = 50

const { SHAPES, DOCUMENT_KINDS, readAs } = await importTypeScript([
  'tests/properties/hostile-shapes.ts',
  'tests/properties/read-anywhere.ts',
])

/** 4 where time is linear, 16 where it is quadratic. */
let worst = { growth: 0 }
for (const kind of DOCUMENT_KINDS) {
  for (const [shape, textOf] of Object.entries(SHAPES)) {
    const growth = await growthOf(kind, textOf)
    if (growth > worst.growth) worst = { growth, kind, shape }
  }
}
process.stdout.write(JSON.stringify(worst))

async function growthOf(kind, textOf) {
  const long = await timeOf(kind, textOf(4 * LENGTH))
  return long < LEAST ? 0 : long / (await timeOf(kind, textOf(LENGTH)))
}

/** The fastest of some rounds. */
async function timeOf(kind, text) {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    await readAs(kind, text)
    least = Math.min(least, performance.now() - start)
  }
  return least
}
