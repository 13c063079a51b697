/** Public task files, where they stand beside the repository: read whole, and compared with what people found in them. */
import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../../src/diagnostics/index.ts'
import type { Task } from '../../../src/plan/plan.ts'
import { readPlanTasks } from '../../../src/plan/read-plan.ts'
import { memoryDisk } from '../../support/memory-disk.ts'
import { readTrueFiles, scoreFile } from '../../support/prd-truth.ts'
import { hasShared, listShared, readShared } from '../../support/shared.ts'
import { total } from '../../support/speckit-truth.ts'

const files = hasShared ? listShared('corpus/prd').filter((file) => file.endsWith('.md')) : []
const isMeasured = hasShared && readTrueFiles('development').length > 0
if (!isMeasured) console.warn('task files are not measured: no corpus, or no truths in tests/corpus/truth')

/** Names of all task files of these plans; `010-….prd.md` and `20260406-….md` are other documents. */
const TASK = /\/(?:\d+_task|task_\d+|\d+\.task|\d+\.\d_\S+|task-\d+\.\d-\S+)\.md$/
const SUMMARY = /\/(?:_?tasks|index\.task)\.md$/

/** The tasks of a file that stands alone in its feature. */
async function readAlone(path: string): Promise<readonly Task[]> {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const disk = memoryDisk({ [`/w/tasks/x/${name}`]: readShared(`corpus/${path}`) })
  const location = { family: 'prd', slug: 'x', path: 'tasks/x' } as const
  return (await readPlanTasks(disk, '/w', location, new Diagnostics())).tasks
}

test.skipIf(!hasShared)(
  'each public task file is one task with a title, every other file is none',
  async () => {
    const counts = new Map<number, number>()
    for (const file of files.filter((file) => !SUMMARY.test(file))) {
      const tasks = await readAlone(`prd/${file}`)
      counts.set(tasks.length, (counts.get(tasks.length) ?? 0) + 1)
      expect(tasks.length, file).toBe(TASK.test(file) ? 1 : 0)
      expect(
        tasks.map(({ title }) => title === ''),
        file,
      ).not.toContain(true)
    }
    expect(counts.get(1)).toBe(312)
  },
)

describe.skipIf(!isMeasured)('what people found in public task files', () => {
  test.each([
    ['development', 'ids', 0.99],
    ['development', 'statuses', 0.99],
    ['development', 'blockedBy', 0.99],
    ['development', 'subtasks', 0.99],
    ['held-out', 'ids', 0.99],
    // One of 33: some boxes are ticked and nothing else tells, which its reader called pending.
    ['held-out', 'statuses', 0.96],
    ['held-out', 'blockedBy', 0.99],
    ['held-out', 'subtasks', 0.99],
  ] as const)('%s, %s: recall and precision of at least %d', async (half, what, least) => {
    const scores = []
    for (const truth of readTrueFiles(half)) scores.push(scoreFile(truth, await readAlone(truth.path)))
    const { wanted, given, right, misses } = total(scores.map((one) => one[what]))
    const told = misses.join('\n')
    expect(right / wanted, told).toBeGreaterThanOrEqual(least)
    expect(right / given, told).toBeGreaterThanOrEqual(least)
  })
})
