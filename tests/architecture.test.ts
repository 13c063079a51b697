/** The rules of the house. Each fails with the place of every offence, and is shown to fail on a sample. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { exportsAreImported } from './architecture/exports.ts'
import { importsPointLeft, importsRunInNoCircle, packagesHaveOneHome } from './architecture/imports.ts'
import {
  codesAreDeclaredOnce,
  codesAreRaised,
  codesAreTested,
  onlyBinsSetTheExitCode,
  onlyCliPrints,
} from './architecture/manners.ts'
import { noExampleNouns } from './architecture/nouns.ts'
import { scriptletsOnlyPrint } from './architecture/scriptlets.ts'
import { mostIsShort, nothingIsTooLong } from './architecture/sizes.ts'
import { type Rule, readSources, type Source } from './architecture/source.ts'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const code = readSources(ROOT, ['src', 'generators'], /\.ts$/)
const bins = readSources(ROOT, ['bin'], /\.m?js$/)
const tests = readSources(ROOT, ['tests'], /\.ts$/)
const scripts = readSources(ROOT, ['scripts', 'bench'], /\.m?js$/)
const shipped = readSources(ROOT, ['templates', 'generators'], /./)

const source = (path: string, text: string): Source => ({ path, text })
const long = (lines: number, line = '  let x') => Array.from({ length: lines }, () => line).join('\n')

interface Case {
  readonly rule: Rule
  readonly name: string
  readonly on: readonly Source[]
  /** Each text breaks the rule by itself; the rule's message holds what stands beside it. */
  readonly breaks: readonly (readonly [path: string, text: string, message: string])[]
  readonly keeps: readonly (readonly [path: string, text: string])[]
}

const CASES: readonly Case[] = [
  {
    name: 'imports point left',
    rule: importsPointLeft,
    on: code,
    breaks: [
      [
        'src/plan/a.ts',
        "import { x } from '../system/x.ts'",
        'src/plan/a.ts:1: plan may not import src/system/x.ts',
      ],
      ['src/plan/a.ts', "\nexport type T = import('../cli/x.ts').T", 'src/plan/a.ts:2: plan may not import'],
      [
        'src/cli/a.ts',
        "import { x } from '../../generators/index.ts'",
        'cli may not import generators/index.ts',
      ],
      [
        'src/render/a.ts',
        "const x = await import('../../templates/x.ts')",
        'render may not import templates/x.ts',
      ],
      [
        'generators/a.ts',
        "import { x } from '../src/render/x.ts'",
        'generators may not import src/render/x.ts',
      ],
    ],
    keeps: [
      ['src/system/a.ts', "import { x } from '../plan/x.ts'\nexport * from './y.ts'"],
      ['generators/a.ts', "import { x } from '../src/generator/index.ts'\nimport { y } from './y.ts'"],
    ],
  },
  {
    name: 'imports run in no circle',
    rule: importsRunInNoCircle,
    on: code,
    breaks: [['src/a.ts', "\nexport * from './a.ts'", 'src/a.ts:2: src/a.ts -> src/a.ts']],
    keeps: [['src/a.ts', "import './b.ts'"]],
  },
  {
    name: 'what a file exports, somebody imports',
    rule: exportsAreImported,
    on: [...code, ...bins, ...scripts, ...tests],
    breaks: [
      ['src/a.ts', '\nexport function lone() {}', 'src/a.ts:2: nobody imports lone'],
      ['generators/a.ts', 'export const LONE = 1', 'nobody imports LONE'],
    ],
    keeps: [['src/a.ts', 'export interface Shape {}\nfunction own() {}']],
  },
  {
    name: 'every package has one home',
    rule: packagesHaveOneHome,
    on: code,
    breaks: [
      ['src/merge/a.ts', "import ejs from 'ejs'", 'src/merge/a.ts:1: ejs belongs to'],
      ['src/cli/a.ts', "import pc from 'picocolors'", 'picocolors belongs to'],
      ['src/plan/a.ts', "import { readFileSync } from 'node:fs'", 'node:fs belongs to'],
      ['generators/a.ts', "import { parse } from 'yaml'", 'a generator imports no package'],
    ],
    keeps: [['src/cli/terminal.ts', "import pc from 'picocolors'\nimport * as clack from '@clack/prompts'"]],
  },
  {
    name: 'only bins end the process',
    rule: onlyBinsSetTheExitCode,
    on: [...code, ...bins],
    breaks: [
      ['src/cli/main.ts', 'process.exitCode = 1', 'src/cli/main.ts:1: process.exitCode'],
      ['src/cli/main.ts', 'process.exit(1)', 'process.exit;'],
    ],
    keeps: [['bin/taskplan.js', 'process.exitCode = await main()']],
  },
  {
    name: 'only cli prints',
    rule: onlyCliPrints,
    on: code,
    breaks: [
      ['src/merge/a.ts', 'console.log(1)', 'src/merge/a.ts:1: console.log'],
      ['src/verify/a.ts', 'process.stderr.write("")', 'process.stderr'],
    ],
    keeps: [['src/cli/terminal.ts', 'process.stderr.write("")']],
  },
  {
    name: 'a diagnostic code is declared once, in the codes.ts of its area',
    rule: codesAreDeclaredOnce,
    on: code,
    breaks: [
      [
        'src/a/codes.ts',
        "defineCodes({ 'a/b': {},\n 'a/b': {} })",
        'src/a/codes.ts:2: a/b is already declared at',
      ],
      ['src/a/b.ts', "defineCodes({ 'a/b': {} })", 'codes belong in codes.ts'],
    ],
    keeps: [['src/a/codes.ts', "defineCodes({ 'a/b': {}, 'a/c': {} })"]],
  },
  {
    name: 'a declared diagnostic code is raised somewhere',
    rule: codesAreRaised,
    on: code,
    breaks: [['src/a/codes.ts', "\ndefineCodes({ 'a/b': {} })", 'src/a/codes.ts:2: nothing raises a/b']],
    keeps: [['src/a/b.ts', "diagnostic(CODES, 'a/b', {})"]],
  },
  {
    name: 'a declared diagnostic code is named by a test',
    rule: codesAreTested,
    on: [...code, ...tests],
    breaks: [['src/a/codes.ts', "\ndefineCodes({ 'a/b': {} })", 'src/a/codes.ts:2: no test names a/b']],
    keeps: [['src/a/b.ts', "diagnostic(CODES, 'a/b', {})"]],
  },
  {
    name: 'no file, function or parameter list is too long',
    rule: nothingIsTooLong,
    on: code,
    breaks: [
      ['src/a.ts', long(251), 'src/a.ts:1: 251 non-blank lines, limit 250'],
      ['src/a.ts', `\nexport function f() {\n${long(60)}\n}`, 'src/a.ts:2: 62 lines in a function, limit 60'],
      ['src/a.ts', 'const f = (a, b, c, d, e) => 1', '5 parameters, limit 4'],
    ],
    keeps: [['src/a.ts', `${long(250)}\n\n\n`]],
  },
  {
    name: 'most files and functions are short',
    rule: mostIsShort,
    on: code,
    breaks: [
      ['src/a.ts', long(61), 'files: half have up to 61 lines'],
      ['src/a.ts', `function f() {\n${long(19)}\n}`, 'functions: half have up to 21 lines'],
    ],
    keeps: [['src/a.ts', `function f() {\n${long(3)}\n}`]],
  },
  {
    name: 'no noun of an example stands in templates or generators',
    rule: noExampleNouns,
    on: shipped,
    breaks: [
      ['templates/a.ejs', 'x\nclass AuthService:', 'templates/a.ejs:2: auth is a noun of an example'],
      ['templates/a.ejs', 'def revoke_token()', 'revoke-token is a noun'],
      ['generators/a.ts', "const path = '/users/login'", 'login is a noun'],
      ['templates/schemas/a.ejs', 'password: str', 'password is a noun'],
    ],
    keeps: [
      ['templates/starter/auth.md', 'login with email'],
      ['templates/core/passwords.py', 'def hash_password(password: str)'],
      ['templates/compose.yaml', 'POSTGRES_HOST_AUTH_METHOD: trust'],
      ['templates/a.ejs', 'url.render_as_string(hide_password=False)'],
      ['templates/a.ejs', 'headers["Authorization"] = author'],
    ],
  },
  {
    name: 'templates print and do not compute',
    rule: scriptletsOnlyPrint,
    on: shipped,
    breaks: [
      ['templates/a.ejs', 'x\n<% const y = 1 %>', 'templates/a.ejs:2: VariableDeclaration in a template'],
      [
        'templates/a.ejs',
        '<%= view.xs.map(name) %>',
        'templates/a.ejs:1: a call of something that is no helper',
      ],
      ['templates/a.ejs', '<%= pick(() => 1) %>', 'ArrowFunctionExpression in a template'],
      ['templates/a.ejs', '<%- view.text %>', 'raw output of view.text'],
      ['templates/a.ejs', '<% for (view.x of view.xs) { %><% } %>', 'a loop is'],
      ['templates/a.ejs', '<%= process.env.HOME %>', 'process is a global'],
      ['templates/a.ejs', '<%= view.constructor %>', 'access to constructor'],
      ['templates/a.ejs', '<% if (view.a) { %>', 'templates/a.ejs: Unexpected token'],
    ],
    keeps: [
      [
        'templates/a.ejs',
        "<%- include('_x', { a: view.a }) -%>\n<% for (const x of view.xs) { -%>\n<%= view.pyStr(x.name) %>\n<% } -%>",
      ],
      ['templates/a.ejs', '<%# why %><% if (view.a && !view.b[0]) { %>x<% } else { %>y<% } %>'],
      ['templates/a.py', '<% const y = 1 %>'],
    ],
  },
]

describe.each(CASES)('$name', ({ rule, on, breaks, keeps }) => {
  it('holds here', () => expect(rule(on)).toEqual([]))
  it.each(breaks)('%s: %j is found', (path, text, message) => {
    expect(rule([source(path, text)])).toEqual([expect.stringContaining(message)])
  })
  it.each(keeps)('%s: %j is fine', (path, text) => expect(rule([source(path, text)])).toEqual([]))
})

it('a circle is told whole, types included', () => {
  const files = [
    source('src/a/x.ts', "import { y } from '../b/y.ts'\nimport { leaf } from './leaf.ts'"),
    source('src/b/y.ts', "import type { Z } from './z.ts'\nimport { leaf } from '../a/leaf.ts'"),
    source('src/b/z.ts', "\nimport type { X } from '../a/x.ts'"),
    source('src/a/leaf.ts', ''),
  ]
  expect(importsRunInNoCircle(files)).toEqual([
    'src/b/z.ts:2: src/a/x.ts -> src/b/y.ts -> src/b/z.ts -> src/a/x.ts',
  ])
})

it('an export is imported by source; by a test where its own file uses it; by the code of a script', () => {
  const own = source('src/a.ts', 'export const lone = 1\nexport function used() {\n  return lone\n}')
  const importing = "import { lone, used as other } from '../src/a.ts'"
  expect(exportsAreImported([own, source('src/b.ts', importing)])).toEqual([])
  expect(exportsAreImported([own, source('bin/b.js', 'run(lone, used)')])).toEqual([])
  expect(exportsAreImported([own, source('bin/b.js', '/** @see lone */ // used\nrun("used")')])).toHaveLength(
    2,
  )
  expect(
    exportsAreImported([own, source('src/b.ts', "const { lone, used } = await import('./a.ts')")]),
  ).toEqual([])
  expect(exportsAreImported([own, source('tests/b.test.ts', importing)])).toEqual([
    'src/a.ts:2: nobody imports used',
  ])
})

it('a package has one importer', () => {
  const twice = ['src/a/x.ts', 'src/b/y.ts'].map((path) => source(path, "import { parse } from 'acorn'"))
  expect(packagesHaveOneHome(twice)).toEqual(['src/b/y.ts:1: acorn is already imported by src/a/x.ts'])
})

it('a code is tested by its whole name, elsewhere than in these rules', () => {
  const declared = source('src/a/codes.ts', "defineCodes({ 'a/b': {} })")
  const named = (path: string, text: string) => codesAreTested([declared, source(path, text)])
  expect(named('tests/a.test.ts', "code: 'a/b'")).toEqual([])
  expect(named('tests/a.test.ts', "code: 'a/b-c'")).toHaveLength(1)
  expect(named('tests/architecture.test.ts', "code: 'a/b'")).toHaveLength(1)
})

it('a code may be raised whole or put together', () => {
  const declared = source('src/a/codes.ts', "defineCodes({ 'a/b-c': {} })")
  const raising = ["'a/b-c'", "const kind = 'b-c'; add(`a/$" + '{kind}`)']
  for (const text of raising) expect(codesAreRaised([declared, source('src/a/x.ts', text)])).toEqual([])
  expect(codesAreRaised([declared, source('src/a/x.ts', "const kind = 'b-c'")])).toHaveLength(1)
})
