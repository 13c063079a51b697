import { describe, expect, test } from 'vitest'
import { covered, fenced, place, readText } from './read.ts'

const TOML = `[project]
name = "depot"
version = "0.2.0"
requires-python = ">= 3.11"
dependencies = [
    # "ghost>=1",
    "fastapi>=0.110",
    "Python_Multipart[x, y] >= 0.0.9 , < 1",
    'uvloop>=0.19; sys_platform != "win32"',
    "pytest>=8",
]

[project.optional-dependencies]
grpc = ["grpcio>=1.60"]

[dependency-groups]
dev = ["pytest>=8", {include-group = "lint"}]
lint = ["ruff>=0.5", {include-group = "dev"}]

[tool.uv]
dev-dependencies = ["mypy~=1.10.0"]`

describe('a pyproject fence', () => {
  test('gives the project and its packages by group', async () => {
    const { facts, reported } = await readText(fenced('toml', TOML))
    expect(reported).toEqual([])
    const { project } = facts
    expect([project?.name, project?.version, project?.requiresPython]).toEqual(['depot', '0.2.0', '>=3.11'])
    expect(project?.packages.map((p) => [p.group, p.name, p.extras.join(), p.specifier, p.marker])).toEqual([
      ['runtime', 'fastapi', '', '>=0.110', undefined],
      ['runtime', 'python-multipart', 'x,y', '>=0.0.9,<1', undefined],
      ['runtime', 'uvloop', '', '>=0.19', 'sys_platform != "win32"'],
      ['runtime', 'pytest', '', '>=8', undefined],
      ['grpc', 'grpcio', '', '>=1.60', undefined],
      ['dev', 'pytest', '', '>=8', undefined],
      ['lint', 'ruff', '', '>=0.5', undefined],
      ['dev', 'mypy', '', '~=1.10.0', undefined],
      ['dev', 'ruff', '', '>=0.5', undefined],
      ['lint', 'pytest', '', '>=8', undefined],
      ['lint', 'mypy', '', '~=1.10.0', undefined],
    ])
  })

  test('places each requirement by its text, also one that is written twice', async () => {
    const { facts, text } = await readText(fenced('toml', TOML))
    const packages = facts.project?.packages ?? []
    expect(packages.slice(0, 3).map(({ origin }) => covered(text, origin))).toEqual([
      'fastapi>=0.110',
      'Python_Multipart[x, y] >= 0.0.9 , < 1',
      'uvloop>=0.19; sys_platform != "win32"',
    ])
    expect(packages.filter(({ name }) => name === 'pytest').map(({ origin }) => place(origin))).toEqual([
      '13:6',
      '20:9',
      '20:9',
    ])
    expect(place(facts.project?.legacyDevDependencies)).toBe('24:1')
  })
})

test.each(['redis^5', 'x @ https://example.org/x.whl', '-e .', 'a[b', 'a>=x.y', 'a>=1;', ''])(
  'the requirement %j is reported, the others are kept',
  async (requirement) => {
    const toml = `[project]\nname = "d"\ndependencies = ["good>=1", "${requirement}"]`
    const { facts, diagnostics, text } = await readText(fenced('toml', toml))
    expect(facts.project?.packages.map(({ name }) => name)).toEqual(['good'])
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['dependency/unreadable-requirement', 'error'],
    ])
    const origin = diagnostics[0]?.location
    if (requirement !== '' && origin) expect(covered(text, origin)).toBe(requirement)
  },
)

test('what is no TOML is one diagnostic with its line', async () => {
  const { facts, reported, diagnostics } = await readText(
    fenced('toml', '[project]\nname = "d"\nversion = = 1'),
  )
  expect(facts.project).toBeUndefined()
  expect(reported).toEqual(['contract/unparsable 6:1'])
  expect(diagnostics[0]?.message).toContain('at line 3 of the block')
})

test('tables of the prototype are no project', async () => {
  const { facts } = await readText(
    fenced('toml', '[project]\n__proto__ = {name = "x"}\n[__proto__]\nproject = 1'),
  )
  expect(facts.project?.name).toBeUndefined()
  expect(Object.hasOwn(Object.prototype, 'project')).toBe(false)
})

test('other TOML is left alone', async () => {
  const { facts, reported } = await readText(fenced('toml', '[tool.ruff]\nline-length = = 1'))
  expect([facts.project, reported]).toEqual([undefined, []])
})
