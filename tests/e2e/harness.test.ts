/** The tools that fill stubs, tried on a module small enough to read. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findPython } from '../../scripts/python-tools.mjs'
import { runProgram } from './harness.ts'
import { applyBodies, SUPPORT, swapStubs, wrongConstants } from './harness-bodies.ts'

const MODULE = `"""Shelves."""

from __future__ import annotations

import enum
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from stubs import not_implemented, stub_abort

if TYPE_CHECKING:
    from uuid import UUID


class Size(enum.Enum):
    SMALL = 1
    LARGE = 2


@dataclass
class Shelf:
    id: UUID
    size: Size
    tags: dict[str, int]


class Pair(NamedTuple):
    left: int
    right: Literal["a", "b"]


class Shelves:
    async def list(self) -> list[Shelf]:
        """All of them."""
        raise not_implemented("f:s/1")

    async def find(self, name: str) -> Shelf | None:
        raise not_implemented(
            "f:s/1",
        )

    async def remove(self) -> None:
        if True:
            raise not_implemented("f:s/2")

    async def Watch(self, request: object, context: object) -> AsyncIterator[Pair]:
        await stub_abort(context, "f:s/2")
`
const STUBS =
  'def not_implemented(task: str) -> Exception:\n    return NotImplementedError(task)\n\n\nstub_abort = None\n'
const PROBE = `
import asyncio, shelves
from shelves import Shelves

async def main():
    s = Shelves()
    print(repr(await s.list()), repr(await s.find("x")), repr(await s.remove()))
    print([pair async for pair in s.Watch(None, None)])

shelves.UUID = __import__("uuid").UUID
asyncio.run(main())
`

let service = ''
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(service, path)), { recursive: true })
  writeFileSync(join(service, path), text)
}
const read = (path: string) => readFileSync(join(service, path), 'utf8')
const probe = async (program = PROBE) => {
  const env = { PYTHONPATH: [SUPPORT, join(service, 'src')].join(':') }
  const ran = await runProgram(findPython(), ['-c', program], { cwd: service, env })
  return ran.ok ? ran.stdout : ran.stderr
}

beforeEach(() => {
  service = mkdtempSync(join(tmpdir(), 'taskplan-harness-'))
  write('src/shelves.py', MODULE)
  write('src/stubs.py', STUBS)
})
afterEach(() => rmSync(service, { recursive: true, force: true }))

describe('wrong constants', () => {
  it('name what they replaced', async () => {
    const stubs = await wrongConstants(service, 'empty')
    expect(stubs).toEqual([
      { path: 'src/shelves.py', function: 'Shelves.list', task: 'f:s/1' },
      { path: 'src/shelves.py', function: 'Shelves.find', task: 'f:s/1' },
      { path: 'src/shelves.py', function: 'Shelves.remove', task: 'f:s/2' },
      { path: 'src/shelves.py', function: 'Shelves.Watch', task: 'f:s/2' },
    ])
    expect(read('src/shelves.py')).not.toMatch(/raise not_implemented|await stub_abort/)
  })

  it('are the smallest values of a type', async () => {
    await wrongConstants(service, 'empty')
    expect(await probe()).toBe('[] None None\n[]\n')
  })

  it('are values that could be right, with ids the tests use', async () => {
    write('tests/test_x.py', 'ID = "3b1f2c7e-0000-4000-8000-000000000001"\n')
    await wrongConstants(service, 'plausible')
    const shelf =
      "Shelf(id=UUID('3b1f2c7e-0000-4000-8000-000000000001'), size=<Size.LARGE: 2>, tags={'plausible': 1})"
    expect(await probe()).toBe(`[${shelf}] ${shelf} None\n[Pair(left=1, right='b')]\n`)
  })
})

describe('reference bodies', () => {
  it('fill functions of the same name and add what is missing', async () => {
    write(
      'bodies/src/shelves.py',
      `from itertools import count

NUMBERS = count(1)


class Shelves:
    def __init__(self) -> None:
        self.kept = [next(NUMBERS)]

    async def list(self):
        found = self.kept
        found = [*found]
        return found

    async def remove(self):
        self.kept.clear()
`,
    )
    write('bodies/src/extra.py', 'X = 1\n')
    expect(await applyBodies(service, join(service, 'bodies'))).toEqual([
      'src/shelves.py:Shelves.remove',
      'src/shelves.py:Shelves.list',
    ])
    expect(read('src/shelves.py')).toContain('        """All of them."""\n        found = self.kept\n')
    expect(read('src/shelves.py')).toContain('await stub_abort(context, "f:s/2")\n\n    def __init__(self)')
    expect(read('src/extra.py')).toBe('X = 1\n')
    const program = `import asyncio; from shelves import Shelves; print(asyncio.run(Shelves().list()))`
    expect(await probe(program)).toBe('[1]\n')
    rmSync(join(service, 'bodies'), { recursive: true })
  })
})

describe('swapped stubs', () => {
  it('exchange their keys', () => {
    swapStubs(service, 'f:s/1', 'f:s/2')
    const keys = [...read('src/shelves.py').matchAll(/"(f:s\/\d)"/g)].map(([, key]) => key)
    expect(keys).toEqual(['f:s/2', 'f:s/2', 'f:s/1', 'f:s/1'])
  })

  it('must exist', () => {
    expect(() => swapStubs(service, 'f:s/1', 'f:s/9')).toThrow('no stub of f:s/9')
  })
})
