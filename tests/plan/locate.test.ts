import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { findRoot, locatePlans } from '../../src/plan/locate.ts'
import { memoryDisk } from '../support/memory-disk.ts'

const DISK = memoryDisk({
  '/w/.git/HEAD': '',
  '/w/tasks/prd-shop/auth/1_task.md': '# A',
  '/w/tasks/prd-shop/_tasks.md': '# S',
  '/w/tasks/billing/_prd.md': '# B',
  '/w/tasks/empty/readme.txt': '',
  '/w/.compozy/tasks/late/task_01.md': '# L',
  '/w/specs/001-users/tasks.md': '# U',
  '/w/src/deep/a.py': '',
})

function locate(options: { plan?: string; prd?: string; cwd?: string }, disk = DISK) {
  const diagnostics = new Diagnostics()
  const found = locatePlans(disk, { root: '/w', cwd: '/w', ...options }, diagnostics)
  return { ...found, codes: diagnostics.all.map((one) => one.code), found: diagnostics.all }
}

describe('the root', () => {
  test('is the nearest folder with state or settings, then plans, then git, then the folder itself', () => {
    expect(findRoot(DISK, '/w/src/deep')).toBe('/w')
    expect(findRoot(DISK, '/w/tasks/prd-shop/auth')).toBe('/w')
    const state = { '/a/.taskplan/services/x.json': '', '/a/b/tasks/c/1_task.md': '', '/a/b/d/e': '' }
    expect(findRoot(memoryDisk(state), '/a/b/d')).toBe('/a')
    expect(findRoot(memoryDisk({ '/a/taskplan.yaml': '', '/a/b/.git/x': '' }), '/a/b')).toBe('/a')
    expect(findRoot(memoryDisk({ '/a/.git/x': '', '/a/b/tasks/worker.py': '' }), '/a/b')).toBe('/a')
    expect(findRoot(memoryDisk({ '/a/b/c': '' }), '/a/b')).toBe('/a/b')
  })
})

describe('plans', () => {
  test('are found in every place, sorted; services are written from one family', () => {
    const { all, generated, chosen, codes } = locate({ cwd: '/w/src/deep' })
    expect(all).toEqual([
      { family: 'prd', slug: 'late', path: '.compozy/tasks/late' },
      { family: 'speckit', slug: '001-users', path: 'specs/001-users' },
      { family: 'prd', slug: 'billing', path: 'tasks/billing' },
      { family: 'prd', slug: 'shop', path: 'tasks/prd-shop' },
    ])
    expect(generated).toEqual(all.filter(({ family }) => family === 'prd'))
    expect(chosen).toBeUndefined()
    expect(codes).toEqual([])
  })

  test.each([
    ['shop', 'tasks/prd-shop'],
    ['prd-shop', 'tasks/prd-shop'],
    ['billing', 'tasks/billing'],
    ['late', '.compozy/tasks/late'],
    ['users', 'specs/001-users'],
  ])('--prd %s is %s', (prd, path) => {
    expect(locate({ prd }).chosen?.path).toBe(path)
  })

  test.each([
    ['tasks/prd-shop', '/w', 'tasks/prd-shop'],
    ['tasks/prd-shop/', '/w', 'tasks/prd-shop'],
    ['prd-shop/_tasks.md', '/w/tasks', 'tasks/prd-shop'],
    ['/w/tasks/prd-shop/auth/1_task.md', '/w/src', 'tasks/prd-shop'],
    ['./tasks/../tasks/billing', '/w', 'tasks/billing'],
    ['tasks\\billing', '/w', 'tasks/billing'],
    ['specs/001-users/tasks.md', '/w', 'specs/001-users'],
  ])('--plan %s from %s is %s', (plan, cwd, path) => {
    expect(locate({ plan, cwd }).chosen?.path).toBe(path)
  })

  test('what is not there, and what is there twice, is an error with places', () => {
    expect(locate({ prd: 'x' }).found).toMatchObject([
      { code: 'plan/not-found', message: expect.stringContaining('`tasks/prd-x/`') },
    ])
    expect(locate({ plan: 'tasks/none' }).codes).toEqual(['plan/not-found'])
    expect(locate({ plan: '../../etc' }).codes).toEqual(['plan/not-found'])
    const twice = memoryDisk({ '/w/tasks/prd-a/1_task.md': '', '/w/tasks/a/1_task.md': '' })
    expect(locate({ prd: 'a' }, twice).found).toMatchObject([
      { code: 'plan/ambiguous-location', message: '2 plans match `a`: `tasks/a`, `tasks/prd-a`' },
    ])
    expect(locate({}, memoryDisk({ '/w/a': '' })).codes).toEqual(['plan/not-found'])
  })

  test('the only plan is chosen, and every place tried is named', () => {
    const { chosen, tried } = locate({}, memoryDisk({ '/w/tasks/prd-a/1_task.md': '', '/w/tasks/b/x': '' }))
    expect(chosen?.slug).toBe('a')
    expect(tried.map(({ path, found }) => [path, found])).toContainEqual(['tasks/b', false])
  })
})
