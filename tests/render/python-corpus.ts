/** Modules of the constructs that templates use, with names of any length: each statement on one line. */

/** Deterministic numbers in [0, 1). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export interface Corpus {
  /** A snake_case name. */
  name(): string
  /** A PascalCase name. */
  type(): string
  below(limit: number): number
}

export function createCorpus(seed: number, longest = 60): Corpus {
  const random = createRandom(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  const letters = (length: number): string =>
    Array.from({ length }, () => 'abcdefghijklmnopqrstuvwxyz'.charAt(below(26))).join('')
  let count = 0
  const name = (): string => {
    count += 1
    const length = random() < 0.7 ? 1 + below(18) : 1 + below(longest)
    // The count keeps names apart: no parameter twice.
    return `${letters(Math.max(length - 2, 1)).replace(/(?<=.{4})[aeiou](?=.)/g, '_')}${count}`.replace(
      /^(?=\d)/,
      'x',
    )
  }
  return { name, type: () => `T${letters(1 + below(random() < 0.7 ? 18 : longest - 1))}`, below }
}

export function createModule(seed: number, size = 3): string {
  const corpus = createCorpus(seed)
  const lines = ['"""A module."""', ...imports(corpus), 'LOG = get_logger(__name__)']
  for (let count = size + corpus.below(size); count > 0; count -= 1) {
    lines.push(...(corpus.below(2) === 0 ? definition(corpus, '') : classOf(corpus)))
    if (corpus.below(2) === 0) lines.push(...statement(corpus, ''))
  }
  return `${lines.join('\n')}\n`
}

function many(corpus: Corpus, most: number, make: () => string): string[] {
  return Array.from({ length: 1 + corpus.below(most) }, make)
}

function imports(corpus: Corpus): string[] {
  const { name, type } = corpus
  return [
    'from __future__ import annotations',
    `from src.${name()}.${name()} import ${many(corpus, 5, type).join(', ')}`,
    `from structlog import get_logger, ${name()}`,
    `from src.${name()} import ${name()} as pb, ${name()}, ${type()}  # noqa: F401`,
    `import ${['json', 'asyncio', 'grpc', 'tests.fakes', 'x2, x10'][corpus.below(5)]}  # noqa: F401`,
    `from typing import Annotated, Any, ${['cast', 'Protocol', 'TYPE_CHECKING'][corpus.below(3)]}  # noqa: F401`,
    'import os, unused_thing',
  ]
}

function annotation(corpus: Corpus, depth = 0): string {
  const { name, type } = corpus
  switch (corpus.below(depth > 1 ? 3 : 8)) {
    case 0:
      return type()
    case 1:
      return 'str'
    case 2:
      return `${name()}.${type()}`
    case 3:
      return `dict[${annotation(corpus, depth + 1)}, ${annotation(corpus, depth + 1)}]`
    case 4:
      return `${type()} | None`
    case 5:
      return `Annotated[${annotation(corpus, depth + 1)}, ${call(corpus, depth + 1)}]`
    case 6:
      return `${name()}.${type()}[${annotation(corpus, depth + 1)}, Awaitable[${type()}]]`
    default:
      return `list[${annotation(corpus, depth + 1)}]`
  }
}

function value(corpus: Corpus, depth = 0): string {
  const { name } = corpus
  const simple = [name(), `"${name()}"`, '42', `${name()}.${name()}`, 'None', `-${corpus.below(9)}`]
  if (depth > 2) return simple[corpus.below(simple.length)] ?? 'None'
  switch (corpus.below(13)) {
    case 0:
      return `[${many(corpus, 4, () => value(corpus, depth + 1)).join(', ')}]`
    case 1:
      return `{${many(corpus, 3, () => `"${name()}": ${value(corpus, depth + 1)}`).join(', ')}}`
    case 2:
      return `(${[value(corpus, depth + 1), ...many(corpus, 3, () => value(corpus, depth + 1))].join(', ')})`
    case 3:
      return `[${name()}(item) for item in ${name()}.${name()} if item.${name()}]`
    case 4:
      return `{item.${name()}: ${name()} for item in ${name()}(${name()})}`
    case 5:
    case 6:
      return simple[corpus.below(simple.length)] ?? 'None'
    case 7:
      return `f"{${name()}}/${name()}"`
    default:
      return call(corpus, depth + 1)
  }
}

function call(corpus: Corpus, depth = 0): string {
  const { name, type, below } = corpus
  const target = [name(), type(), `self._${name()}.${name()}`, `${name()}.${name()}`][below(4)]
  const positional = many(corpus, 3, () => value(corpus, depth + 1)).slice(below(2))
  const keywords = below(2) === 0 ? many(corpus, 3, () => `${name()}=${value(corpus, depth + 1)}`) : []
  const rest = below(8) === 0 ? [`**${name()}`] : []
  return `${target}(${[...positional, ...keywords, ...rest].join(', ')})`
}

function signature(corpus: Corpus, first: readonly string[]): string {
  const { name, below } = corpus
  const plain = many(corpus, 4, () => `${name()}: ${annotation(corpus)}`).slice(below(2))
  const defaults = below(3) === 0 ? [`${name()}: ${annotation(corpus)} = ${value(corpus, 2)}`] : []
  const keywords = below(3) === 0 ? ['*', `${name()}: ${annotation(corpus)}`] : []
  return `(${[...first, ...plain, ...defaults, ...keywords].join(', ')}) -> ${annotation(corpus, 2)}:`
}

function definition(corpus: Corpus, indent: string, first: readonly string[] = []): string[] {
  const inner = `${indent}    `
  const decorators = corpus.below(3) === 0 ? [`${indent}@${call(corpus)}`] : []
  const keyword = corpus.below(2) === 0 ? 'def' : 'async def'
  const head = `${indent}${keyword} ${corpus.name()}${signature(corpus, first)}`
  const docstring = corpus.below(2) === 0 ? [`${inner}"""Do it."""`] : []
  const body = many(corpus, 4, () => statement(corpus, inner, keyword === 'async def').join('\n'))
  return [...decorators, head, ...docstring, ...body, `${inner}return ${value(corpus)}`]
}

function classOf(corpus: Corpus): string[] {
  const { name, type } = corpus
  const fields = many(corpus, 3, () =>
    corpus.below(2) === 0
      ? `    ${name()}: ${annotation(corpus, 1)} = ${call(corpus)}`
      : `    ${name()}: ${annotation(corpus)}`,
  )
  const methods = many(corpus, 2, () => definition(corpus, '    ', ['self']).join('\n'))
  const stub = `    def ${name()}${signature(corpus, ['self'])} ...`
  return [
    `class ${type()}(${many(corpus, 3, type).join(', ')}):`,
    '    """A class."""',
    ...fields,
    stub,
    ...methods,
  ]
}

function chain(corpus: Corpus): string {
  const links = many(corpus, 3, () => `.${corpus.name()}(${value(corpus, 2)})`)
  return `${corpus.name()}.${corpus.name()}(${value(corpus, 2)})${links.join('')}`
}

function conditions(corpus: Corpus): string {
  const one = (): string =>
    `${corpus.name()}.${corpus.name()} ${['==', '!=', 'in', 'is not'][corpus.below(4)]} ${corpus.name()}`
  return [one(), ...many(corpus, 3, one)].join([' and ', ' or '][corpus.below(2)])
}

function statement(corpus: Corpus, indent: string, isAsync = false): string[] {
  const { name, type, below } = corpus
  const inner = `${indent}    `
  const awaits = isAsync ? 'await ' : ''
  switch (below(indent === '' ? 5 : 20)) {
    case 0:
      return [`${indent}${name()} = ${call(corpus)}`]
    case 1:
      return [`${indent}${name()} = ${value(corpus)}`]
    case 2:
      return [`${indent}${name()}: ${annotation(corpus, 2)} = ${value(corpus)}`]
    case 3:
      return [`${indent}${call(corpus)}`]
    case 4:
      return [`${indent}${name()} = ${name()} if ${conditions(corpus)} else ${name()}`]
    case 5:
      return [`${indent}self._${name()} = ${awaits}${call(corpus)}`]
    case 6:
      return [`${indent}${awaits}${call(corpus)}`]
    case 7:
      return [`${indent}raise ${call(corpus)} from ${name()}`]
    case 8:
      return [`${indent}assert ${value(corpus, 1)} == ${value(corpus, 2)}`]
    case 9:
      return [`${indent}assert ${conditions(corpus)}`]
    case 10:
      return [`${indent}with ${call(corpus)} as ${name()}:`, `${inner}${call(corpus)}`]
    case 11:
      return [`${indent}with ${name()}(${name()}), ${name()}("${name()}") as ${name()}:`, `${inner}pass`]
    case 12:
      return [`${indent}if ${conditions(corpus)}:`, `${inner}return ${call(corpus)}`]
    case 13:
      return [`${indent}for ${name()} in ${call(corpus)}:`, `${inner}${name()} = ${chain(corpus)}`]
    case 14:
      return [`${indent}${name()} = ${awaits}${chain(corpus)}`]
    case 15:
      return [`${indent}${name()}, ${name()} = ${awaits}${call(corpus)}, ${awaits}${call(corpus)}`]
    case 16:
      return [
        `${indent}try:`,
        `${inner}${call(corpus)}`,
        `${indent}except (${many(corpus, 4, type).join(', ')}, ${type()}) as ${name()}:`,
        `${inner}raise`,
      ]
    case 17:
      return [
        `${indent}with ${name()}(${name()}) as ${name()}, ${name()}("${name()}", ${name()}):`,
        `${inner}pass`,
      ]
    case 18:
      return [`${indent}${name()}[${name()}] = ${call(corpus)}`]
    default:
      return [
        `${indent}${name()}(${name()}=${name()} if ${name()} else ${value(corpus, 2)}, ${name()}=${value(corpus, 1)})`,
      ]
  }
}
