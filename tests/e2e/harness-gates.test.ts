/** The gates themselves, on the smallest service that has each of them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { gates } from './harness.ts'

const FILES = {
  'pyproject.toml': `[project]
name = "tiny-service"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = []

[dependency-groups]
dev = ["mypy>=1.13", "pytest>=8.4"]

[tool.uv]
package = false

[tool.ruff]
line-length = 120

[tool.mypy]
strict = true
files = ["src"]

[tool.pytest.ini_options]
pythonpath = ["."]
`,
  'src/shelf.py': '"""A shelf."""\n\nSIZE: int = 3\n',
  'tests/conftest.py': `import json
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--tdd")


def pytest_sessionfinish(session: pytest.Session) -> None:
    tests = [
        {"id": "tests/test_shelf.py::test_task[a&b]", "task": "f:s/1", "outcome": "red", "reason": "call: stub"},
    ]
    Path(".results/test-status.json").write_text(json.dumps({"version": 1, "tests": tests}), "utf-8")
    session.exitstatus = min(session.exitstatus, session.testsfailed - 1)
`,
  'tests/test_shelf.py': `import pytest

from src.shelf import SIZE


def test_size() -> None:
    assert SIZE == 3


@pytest.mark.parametrize("name", ["a&b"])
def test_task(name: str) -> None:
    raise NotImplementedError(name)
`,
} as const

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function service(changes: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'taskplan-tiny-'))
  folders.push(folder)
  for (const [path, text] of Object.entries({ ...FILES, ...changes })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

it('a clean service passes each, its stubs are red and everything else is infrastructure', async () => {
  const report = await gates(service())
  expect(report.gates.map(({ name, ok }) => [name, ok])).toEqual(
    ['lock', 'sync', 'ruff', 'format', 'mypy', 'pytest'].map((name) => [name, true]),
  )
  expect(report.tests).toMatchObject({ infrastructure: 1, broken: [], green: 0, red: 1, wrongRed: 0 })
}, 120_000)

it.each([
  ['ruff', 'src/shelf.py', '"""A shelf."""\n\nimport os\n\nSIZE: int = 3\n'],
  ['format', 'src/shelf.py', '"""A shelf."""\n\nSIZE : int = 3\n'],
  ['mypy', 'src/shelf.py', '"""A shelf."""\n\nSIZE: int = int("3") or "x"\n'],
  ['pytest', 'src/shelf.py', '"""A shelf."""\n\nSIZE: int = 4\n'],
  [
    'lock',
    'pyproject.toml',
    FILES['pyproject.toml'].replace('dependencies = []', 'dependencies = ["mypy<0"]'),
  ],
])(
  'a defect turns %s red and nothing else',
  async (gate, path, text) => {
    const report = await gates(service({ [path]: text }))
    expect(report.red).toEqual(gate === 'lock' ? ['lock', 'sync'] : [gate])
    if (gate === 'pytest') expect(report.tests.broken).toEqual(['tests.test_shelf.test_size'])
  },
  120_000,
)
