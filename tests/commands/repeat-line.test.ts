import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { openShop, SHOP } from '../support/front-door.ts'

/** The words that a shell makes of a command line. */
function wordsOf(line: string): readonly string[] {
  return execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' })
    .trimEnd()
    .split('\n')
}

test.each(['prd-x;touch pwned', 'prd-$(id)', "prd-a'b", 'prd-x `id` &'])(
  'the folder %s stays one word of the command line that is named',
  async (name) => {
    const plans = [name, 'prd-zoo'].flatMap((plan) =>
      Object.entries(SHOP).map(([path, text]) => [path.replace('prd-shop', plan), text] as const),
    )
    const shop = openShop(Object.fromEntries(plans))
    const { stderr, exitCode } = await shop.create('stock --dry-run')
    const line = /hint: run `(.*)`\n/.exec(stderr)?.[1] ?? ''
    expect(exitCode).toBe(2)
    expect(wordsOf(line).slice(-4)).toEqual(['stock', '--dry-run', '--plan', `tasks/${name}`])
    shop.close()
  },
)

test('the hint of plans that match twice holds no path in a command', async () => {
  const twice = openShop({ 'tasks/x;id/1_task.md': '# Task 1.0: A\n', 'tasks/prd-x;id/1_task.md': '# A\n' })
  const { stderr, exitCode } = await twice.taskplan('scaffold stock --prd x;id')
  expect([exitCode, /hint: (.*)/.exec(stderr)?.[1]]).toEqual([
    2,
    'pass the path of one of them with `--plan`',
  ])
  twice.close()
})
