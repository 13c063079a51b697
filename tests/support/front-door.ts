/** Runs a command line in this process, in a folder of its own, with closed stdin. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { main } from '../../src/cli/main.ts'
import type { ProgramName } from '../../src/commands/index.ts'
import { defineGenerator, filesOf, type Generator } from '../../src/generator/index.ts'
import type { Ask, Question, Run } from '../../src/ports.ts'

export type Files = Readonly<Record<string, string>>

export interface Screen {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export interface Call {
  readonly program?: ProgramName
  readonly env?: Readonly<Record<string, string>>
  /** Answers of a person at a terminal, in order; undefined: nobody is there. */
  readonly answers?: readonly (string | Error)[]
  /** Folder to start in, below the workspace. */
  readonly from?: string
  readonly run?: Run
}

/** Two files for each service, and one that every further task extends. */
const TINY: readonly Generator[] = [
  defineGenerator({
    category: 'setup',
    description: 'settings',
    criteria: ({ criteria, project }, { has, path }) =>
      criteria.map((criterion) => ({
        criterion,
        tests: criterion.kind === 'check' && has('readme') ? [path('readme'), path('tasks')] : [],
        gates: [
          ...(criterion.text.includes('mypy') ? ['types'] : []),
          ...project.replaced.map(({ listed }) => `no ${listed.name}`),
        ],
        manual: criterion.text.includes('people'),
        subjects: [],
      })),
    files(service) {
      const file = filesOf(service, 'setup')
      const keys = service.items.filter(({ excluded }) => !excluded).map(({ key }) => key)
      return [
        file('README.md', {
          role: 'readme',
          owners: [keys[0]],
          required: true,
          view: () => ({ name: service.name }),
        }),
        file('tasks.txt', {
          role: 'tasks',
          owners: [keys[0]],
          required: true,
          view: ({ scaffolded }) => ({ ids: keys.filter((key) => scaffolded.has(key)).join(' ') }),
        }),
        ...service.items
          .filter(({ categories }) => !categories.includes('deployment'))
          .map(({ key, id }) =>
            file(`notes/${id}.txt`, {
              role: 'note',
              of: id,
              template: 'setup/note.txt',
              owners: [key],
              view: () => ({ id }),
            }),
          ),
      ]
    },
  }),
]

const TEMPLATES: Files = {
  'templates/starter/odd/_tasks.md.ejs': '# Odd\n\n- [ ] 1.0 Everything\n',
  'templates/starter/odd/odd/1_task.md.ejs':
    '---\nstatus: strange\n---\n\n# Task 1.0: Everything\n\n## Subtasks\n\n- [ ] 1.1 Set up the project\n',
  'package.json': '{ "version": "1.2.3" }',
  'templates/setup/README.md.ejs':
    '# <%= view.name %>\n<% for (const { listed } of view.service.project.replaced) { -%>\nwithout <%= listed.name %>\n<% } -%>\n',
  'templates/setup/tasks.txt.ejs': 'scaffolded: <%= view.ids %>\n',
  'templates/setup/note.txt.ejs': 'note <%= view.id %>\n',
  'templates/starter/service/_tasks.md.ejs': '# <%= view.title %>\n\n- [ ] 1.0 Everything\n',
  'templates/starter/service/__short__/1_task.md.ejs':
    '---\nservice: <%= view.service %>\n---\n\n# Task 1.0: Everything\n\n## Subtasks\n\n- [ ] 1.1 Set up the project settings of <%= view.service %>\n',
}

export function writeFiles(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** A workspace in a temporary folder. `[CWD]` stands for it in what is shown. */
export function openShop(files: Files) {
  const base = mkdtempSync(join(tmpdir(), 'front-door-'))
  const cwd = join(base, 'shop')
  mkdirSync(cwd)
  writeFiles(cwd, files)
  writeFiles(join(base, 'install'), TEMPLATES)
  const call = async (line: string, options: Call = {}): Promise<Screen> =>
    runMain({ base, cwd: join(cwd, options.from ?? '') }, line, options)
  return {
    cwd,
    taskplan: (line: string, options: Call = {}) => call(line, { program: 'taskplan', ...options }),
    create: (line: string, options: Call = {}) =>
      call(line, { program: 'create-taskplan-service', ...options }),
    write: (more: Files) => writeFiles(cwd, more),
    read: (path: string) => readFileSync(join(cwd, path), 'utf8'),
    remove: (path: string) => rmSync(join(cwd, path), { recursive: true }),
    copy: (from: string, to: string) => cpSync(join(cwd, from), join(cwd, to), { recursive: true }),
    files: () => below(cwd).filter((path) => !path.startsWith('.taskplan/')),
    state: () => below(cwd).filter((path) => path.startsWith('.taskplan/')),
    close: () => rmSync(base, { recursive: true, force: true }),
  }
}

function below(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

/** Answers in order; an error stands for what the person did instead. Every question is shown on stderr. */
function person(answers: readonly (string | Error)[], show: (text: string) => void): Ask {
  const left = [...answers]
  return async (question: Question) => {
    const choices =
      question.kind === 'select' ? ` (${question.choices.map(({ label }) => label).join(' / ')})` : ''
    const answer = left.shift()
    show(`? ${question.message}${choices} ${answer instanceof Error ? '^C' : answer}\n`)
    if (answer === undefined) throw new Error(`nobody expected the question ${question.name}`)
    if (answer instanceof Error) throw answer
    return answer
  }
}

async function runMain(
  { base, cwd }: { readonly base: string; readonly cwd: string },
  line: string,
  { program = 'taskplan', env = {}, answers, run }: Call,
): Promise<Screen> {
  const [out, err]: [string[], string[]] = [[], []]
  const isTTY = answers !== undefined
  const words = line.split(' ').filter((word) => word !== '')
  const exitCode = await main(
    {
      argv: ['node', program, ...words],
      env: { PATH: '/nowhere', NO_COLOR: '1', ...env },
      stdin: { isTTY },
      stdout: { isTTY: false, write: (text) => out.push(text) },
      stderr: { isTTY, write: (text) => err.push(text) },
      cwd: () => cwd,
    },
    {
      program,
      templates: pathToFileURL(`${base}/install/templates/`),
      generators: async () => TINY,
      ...(answers ? { ask: person(answers, (text) => err.push(text)) } : {}),
      run: run ?? (async () => ({ exitCode: 127, stdout: '', stderr: '', seconds: 0 })),
    },
  )
  const shown = (parts: readonly string[]) =>
    parts
      .join('')
      .replaceAll(`${base}/shop`, '[CWD]')
      .replace(/ \d+\.\d s\b/g, ' [SECONDS]')
  return { exitCode, stdout: shown(out), stderr: shown(err) }
}

/** One text of everything a command did to its streams. */
export function transcript({ exitCode, stdout, stderr }: Screen): string {
  return `exit ${exitCode}\n--- stdout\n${stdout}--- stderr\n${stderr}`
}

/** A plan with one service of three subtasks, the last of which nothing is generated for. */
export const SHOP: Files = {
  'tasks/prd-shop/_tasks.md': '# Shop\n\n## Tasks\n\n- [ ] 4.0 Stock service\n',
  'tasks/prd-shop/_techspec.md': '# Tech Spec\n\nNothing yet.\n',
  'tasks/prd-shop/stock/4_task.md': `---
status: pending
service: stock-service
communication_type: [rest]
---

# Task 4.0: Stock service

## Overview

Keeps the stock.

## Subtasks

- [ ] 4.1 Set up the project structure and settings
- [x] 4.2 Implement the business logic of reservations
- [ ] 4.3 Deploy with a Helm chart
`,
}
