import { describe, expect, test } from 'vitest'
import { assembleModules } from '../../src/render/python/assemble.ts'
import { finishPython } from '../../src/render/python/finish.ts'

const OPTIONS = { width: 60, firstParty: ['src', 'tests'], knownThirdParty: ['grpc'] }
const finish = (...lines: string[]): string => finishPython(`${lines.join('\n')}\n`, OPTIONS)
const text = (...lines: string[]): string => `${lines.join('\n')}\n`

describe('imports', () => {
  test('are merged, sorted into sections and freed of unused names', () => {
    const result = finish(
      '"""Doc."""',
      'from src.core import b10, b2, Thing, LIMIT, unused',
      'import grpc, os',
      'from __future__ import annotations',
      'from fastapi import FastAPI',
      'from src.core import a',
      'import json',
      'use(b10, b2, Thing, LIMIT, grpc, os, FastAPI, a)',
    )
    expect(result).toBe(
      text(
        '"""Doc."""',
        '',
        'from __future__ import annotations',
        '',
        'import os',
        '',
        'import grpc',
        'from fastapi import FastAPI',
        '',
        'from src.core import LIMIT, Thing, a, b2, b10',
        '',
        'use(b10, b2, Thing, LIMIT, grpc, os, FastAPI, a)',
      ),
    )
  })

  test('count names in annotations, casts, f-strings and __all__, not attributes, keywords or prose', () => {
    const result = finish(
      'from a import A, B, C, D, E, F, G, H',
      '__all__ = ["A"]',
      'def f(b: "B") -> "C":',
      '    """About E."""',
      '    return cast("D", x.F, G=1, h="H") + f"{E}"',
    )
    expect(result.split('\n')[0]).toBe('from a import A, B, C, D, E')
  })

  test('keep what has a reason of its own', () => {
    const kept = ['from a import *', 'import b  # noqa: F401', 'from c import d as d']
    expect(
      finish(...kept)
        .trim()
        .split('\n')
        .sort(),
    ).toEqual(kept.toSorted())
  })

  test('leave no empty TYPE_CHECKING block behind', () => {
    const used = finish(
      'from typing import TYPE_CHECKING',
      'if TYPE_CHECKING:',
      '    from a import A, B',
      'x: A',
    )
    expect(used).toContain('if TYPE_CHECKING:\n    from a import A\n')
    expect(
      finish('from typing import TYPE_CHECKING', 'if TYPE_CHECKING:', '    from a import A', 'x = 1'),
    ).toBe('x = 1\n')
  })
})

describe('long lines', () => {
  test.each([
    [
      'def create(self, first: str, second: dict[str, int]) -> None:',
      'def create(\n    self, first: str, second: dict[str, int]\n) -> None:',
    ],
    [
      'result = await self.repository.find(identifier, limit=limit)',
      'result = await self.repository.find(identifier, limit=limit)',
    ],
    [
      'result = await self.repository.find_all(identifier, limit=10)',
      'result = await self.repository.find_all(\n    identifier, limit=10\n)',
    ],
    ['call(first, second,)', 'call(\n    first,\n    second,\n)'],
    ['one = (only,)', 'one = (only,)'],
    [
      'assert response.status_code == expected.status_code and response.ok',
      'assert (\n    response.status_code == expected.status_code\n    and response.ok\n)',
    ],
    [
      'with connect(address_of_server) as one, connect(another_one) as two:',
      'with (\n    connect(address_of_server) as one,\n    connect(another_one) as two,\n):',
    ],
    [
      'query = select(Model).where(Model.name == name).order_by(Model.id).limit(3)',
      'query = (\n    select(Model)\n    .where(Model.name == name)\n    .order_by(Model.id)\n    .limit(3)\n)',
    ],
  ])('%s', (line, expected) => {
    const body = line.endsWith(':') ? '\n    pass' : ''
    expect(finish(line + body)).toBe(`${expected}${body}\n`)
  })
})

describe('empty lines', () => {
  test('two between definitions of the module, one between methods, none after a header', () => {
    const result = finish(
      'LIMIT = 1',
      '# about A',
      'class A:',
      '',
      '    """Doc."""',
      '    x: int',
      '    def f(self) -> None: ...',
      '    def g(self) -> None: ...',
      '    @cached',
      '',
      '    def h(self) -> None:',
      '',
      '        run()   ',
      '',
      '',
      '        stop()',
      'run()',
      '',
    )
    expect(result).toBe(
      text(
        'LIMIT = 1',
        '',
        '',
        '# about A',
        'class A:',
        '    """Doc."""',
        '',
        '    x: int',
        '',
        '    def f(self) -> None: ...',
        '    def g(self) -> None: ...',
        '    @cached',
        '    def h(self) -> None:',
        '        run()',
        '',
        '        stop()',
        '',
        '',
        'run()',
      ),
    )
  })

  test('nothing stays nothing', () => {
    expect(finishPython('', OPTIONS)).toBe('')
    expect(finishPython('\n\n', OPTIONS)).toBe('')
  })
})

test.each([
  '(',
  ')',
  '"""open',
  "'",
  'x = (\n# c',
  '\\',
  'def',
  '@',
  'from',
  'lambda:',
  '\u0000',
  'a = b = = c',
])('never fails on text that is no Python: %j', (broken) =>
  expect(typeof finishPython(broken, OPTIONS)).toBe('string'),
)

test('several modules on one path become one', () => {
  const joined = assembleModules([
    '"""First."""\n\nimport os\n\n\ndef a():\n    os.x()\n',
    '"""Second."""\n\nimport os\nimport re\n\n\ndef b():\n    re.x()\n',
  ])
  expect(finishPython(joined, OPTIONS)).toBe(
    '"""First."""\n\nimport os\nimport re\n\n\ndef a():\n    os.x()\n\n\ndef b():\n    re.x()\n',
  )
})

test('what several modules import for types alone is one block', () => {
  const part = (name: string): string =>
    `from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from m import ${name}\n\n\ndef f${name}(x: "${name}"):\n    pass\n`
  expect(finishPython(assembleModules([part('B'), part('A')]), OPTIONS)).toBe(
    'from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from m import A, B\n\n\ndef fB(x: "B"):\n    pass\n\n\ndef fA(x: "A"):\n    pass\n',
  )
})
