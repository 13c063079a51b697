import { expect, test } from 'vitest'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { defineGenerator, type FileOptions, filesOf, type Generator } from '../../src/generator/index.ts'
import { outline } from '../../src/outline/index.ts'
import { plan } from '../support/plan.ts'
import { build, Page } from '../system/support.ts'

const { system } = build([plan([new Page('tasks/prd-shop/a/1_task.md').task('stock-service', ['Setup'])])])

function declaring(path: string, options: FileOptions): Generator {
  return defineGenerator({
    category: 'setup',
    description: 'one file',
    files: (service) => [filesOf(service, 'setup')(path, options)],
  })
}

function outlined(...generators: readonly Generator[]) {
  const diagnostics = new Diagnostics()
  const specs = outline(generators, system, diagnostics)
  return { roles: specs.map(({ ref }) => ref.role), found: diagnostics.all }
}

test('a path is of the first that claims it, whatever the case of its letters', () => {
  const { roles, found } = outlined(
    declaring('docs/Notes.md', { role: 'notes' }),
    declaring('docs/notes.md', { role: 'other', of: 'stock' }),
  )
  expect(roles).toEqual(['notes'])
  expect(found).toMatchObject([
    {
      code: 'render/path-claimed-twice',
      message:
        '`stock-service/docs/notes.md` is the file of stock-service (notes) and of stock-service (other stock)',
    },
  ])
})

test('several roles share a module of Python', () => {
  const { roles, found } = outlined(
    declaring('src/a.py', { role: 'one' }),
    declaring('src/a.py', { role: 'two' }),
  )
  expect(roles).toEqual(['one', 'two'])
  expect(found).toEqual([])
})
