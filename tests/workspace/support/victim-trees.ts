import type { FileTree } from '../../../src/render/tree.ts'

const COMMON = {
  mode: 0o644,
  owners: ['shop:auth/1'],
  chain: [],
  strategy: 'lines',
  service: 'auth',
} as const

function tree(texts: Iterable<readonly [string, string]>): FileTree {
  return new Map([...texts].map(([path, text]) => [path, { ...COMMON, content: Buffer.from(text) }]))
}

const NUMBERS = Array.from({ length: 12 }, (_, at) => at)

export function oldTree(): FileTree {
  return tree(
    NUMBERS.flatMap((at) => [
      [`auth/stays${at}.py`, 'same\n'],
      [`auth/changes${at}.py`, 'old\n'],
      [`auth/goes/${at}.py`, 'old\n'],
    ]),
  )
}

export function newTree(): FileTree {
  return tree(
    NUMBERS.flatMap((at) => [
      [`auth/stays${at}.py`, 'same\n'],
      [`auth/changes${at}.py`, 'new\n'],
      [`auth/comes${at}.py`, 'new\n'],
      [`service${at}/src/main.py`, 'new\n'],
    ]),
  )
}
