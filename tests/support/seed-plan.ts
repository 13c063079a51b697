import { readShared } from './shared.ts'

/** The task file and the summary that the task-creator document shows, taken from it when the test runs. */
export function seedPlan(): { task: string; summary: string } {
  const seed = readShared('seeds/task-creator.md')
  const between = (from: string, to: string): string => {
    const start = seed.indexOf(from)
    const open = seed.indexOf('```markdown\n', start) + '```markdown\n'.length
    // The example quotes fences in a fence of the same length: its end is known by what follows.
    return seed.slice(open, seed.lastIndexOf('\n```', seed.indexOf(to, open)) + 1)
  }
  return {
    summary: between('1. Tasks Summary File', '2. Individual Service Task File'),
    task: between('2. Individual Service Task File', '</output_formats>'),
  }
}
