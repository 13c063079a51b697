import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { locatePlans } from '../../src/plan/locate.ts'
import { readPlan, readPlanTasks } from '../../src/plan/read-plan.ts'
import { memoryDisk } from '../support/memory-disk.ts'
import { seedPlan } from '../support/seed-plan.ts'
import { hasShared, listShared, readShared } from '../support/shared.ts'

describe.skipIf(!hasShared)('the task-creator document', () => {
  test('its task file is read whole, at its places', async () => {
    const { task: text, summary } = seedPlan()
    const disk = memoryDisk({ '/w/tasks/x/auth/4_task.md': text, '/w/tasks/x/_tasks.md': summary })
    const diagnostics = new Diagnostics()
    const plan = await readPlan(disk, '/w', { family: 'prd', slug: 'x', path: 'tasks/x' }, diagnostics)
    const task = plan?.tasks.find((one) => one.path.endsWith('4_task.md'))
    if (!plan || !task) throw new Error('no task')
    expect(task).toMatchObject({
      id: '4.0',
      title: 'Auth Service Implementation',
      status: 'pending',
      service: 'auth-service',
      scope: 'service',
      parallel: true,
      phase: 'Parallel Track A: Independent Services',
      communication: [],
      blockedBy: [{ id: '1.0' }, { id: '2.0' }],
      unblocks: [{ id: '8.0' }, { id: '9.0' }],
      overview: 'Implement authentication service with JWT token management and gRPC interfaces.',
    })
    expect(task.database).toBeUndefined()
    expect(task.subtasks.map((one) => one.id)).toEqual([
      '4.1',
      '4.2',
      '4.3',
      '4.4',
      '4.5',
      '4.6',
      '4.7',
      '4.8',
    ])
    expect(task.requirements).toHaveLength(4)
    expect(task.criteria.map((one) => one.kind)).toEqual([
      ...Array(7).fill('success'),
      ...Array(7).fill('check'),
    ])
    expect(plan.services.map((one) => `${one.kind} ${one.name}`)).toEqual([
      'core auth-service',
      'core user-service',
      'gateway api-gateway',
      'supporting notification-service',
    ])
    expect(plan.tasks).toHaveLength(10)
    const lines = text.split('\n')
    for (const { id, title, origin } of task.subtasks) {
      expect(lines[origin.start.line - 1]?.slice(origin.start.column - 1)).toBe(`${id} ${title}`)
    }
    for (const { text: words, origin } of [...task.criteria, ...task.requirements]) {
      expect(lines[origin.start.line - 1]?.slice(origin.start.column - 1, origin.end.column - 1)).toBe(words)
    }
    const placeholders = diagnostics.all.filter((one) => one.code === 'plan/unfilled-placeholder')
    expect(placeholders.map((one) => one.location?.start.line)).toEqual(
      expect.arrayContaining([6, 7, 12, 13, 14, 15]),
    )
    expect(task.facts.protos[0]?.services[0]?.rpcs).toHaveLength(4)
    expect(task.facts.edges.map((edge) => `${edge.protocol} ${edge.target} ${edge.member}`)).toEqual([
      'grpc user-service GetUser',
      'rest notification-service /api/v1/notify',
    ])
    expect(task.facts.topics).toHaveLength(3)
    expect(task.facts.project?.packages).toHaveLength(20)
  })
})

describe.skipIf(!hasShared)('public plans', () => {
  const files = hasShared ? listShared('corpus/prd') : []
  const projects = [...new Set(files.map((file) => file.split('/')[0] ?? ''))]

  test.each(projects)('%s is read without a loss', async (project) => {
    const own = files.filter((file) => file.startsWith(`${project}/`) && file.endsWith('.md'))
    const disk = memoryDisk(
      Object.fromEntries(own.map((file) => [`/${file}`, readShared(`corpus/prd/${file}`)])),
    )
    const diagnostics = new Diagnostics()
    const { all } = locatePlans(disk, { root: `/${project}`, cwd: `/${project}` }, diagnostics)
    expect(all.length).toBeGreaterThan(0)
    for (const location of all) {
      const plan = await readPlanTasks(disk, `/${project}`, location, diagnostics)
      expect(plan?.tasks.length).toBeGreaterThan(0)
      for (const task of plan?.tasks ?? []) {
        expect(task.title).not.toBe('')
        expect(task.title.length).toBeLessThan(200)
        expect(new Set(task.subtasks.map((one) => one.id)).size).toBe(task.subtasks.length)
      }
    }
    expect(diagnostics.all.filter((one) => one.severity === 'error')).toEqual([])
  })
})
