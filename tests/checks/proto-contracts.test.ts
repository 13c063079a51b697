/** Protos of a feature: what two of them tell differently, and what none defines. */
import { expect, test } from 'vitest'
import { type Files, openShop } from '../support/front-door.ts'

interface Found {
  readonly code: string
  readonly severity: string
  readonly message: string
  readonly path: string
  readonly line: number
  readonly column: number
  readonly notes?: readonly { readonly path: string; readonly line: number; readonly column: number }[]
}

const FEATURE = 'specs/001-quay'

async function lint(code: string, files: Files): Promise<readonly string[]> {
  const shop = openShop({
    [`${FEATURE}/tasks.md`]: '# Tasks: Quay\n\n- [ ] T001 Berths in src/berths.py\n',
    ...Object.fromEntries(
      Object.entries(files).map(([name, text]) => [
        name.startsWith('proto/') ? name : `${FEATURE}/contracts/${name}`,
        text,
      ]),
    ),
  })
  const { stdout } = await shop.taskplan('lint --json')
  shop.close()
  const found: readonly Found[] = JSON.parse(stdout).diagnostics
  return found
    .filter((each) => each.code === code)
    .map(({ severity, message, notes = [], ...at }) =>
      [severity, message, ...[at, ...notes].map(({ path, line, column }) => `${path}:${line}:${column}`)]
        .join(' ')
        .replaceAll(`${FEATURE}/contracts/`, ''),
    )
}

const proto = (...lines: readonly string[]) => ['syntax = "proto3";', 'package quay.v1;', ...lines].join('\n')
const fence = (...lines: readonly string[]) => `# Contract\n\n\`\`\`proto\n${lines.join('\n')}\n\`\`\`\n`
const MOOR = 'service Quay { rpc Moor(Ship) returns (Berth); }'
const SHIP = 'message Ship { string name = 1; int32 length = 2; }'
const BERTH = 'message Berth { string id = 1; }'

test.each([
  ['another answer', MOOR.replace('Berth', 'Ship'), 'Quay.Moor', 3, 20],
  ['a stream', MOOR.replace('Ship', 'stream Ship'), 'Quay.Moor', 3, 20],
  ['another number', SHIP.replace('2', '3'), 'Ship', 4, 9],
  ['another type', SHIP.replace('int32', 'int64'), 'Ship', 4, 9],
  ['a list', SHIP.replace('int32', 'repeated int32'), 'Ship', 4, 9],
  ['a field more', SHIP.replace('}', 'bool tug = 3; }'), 'Ship', 4, 9],
])('%s in a second file is cited, both places', async (_name, changed, what, line, column) => {
  const found = await lint('contract/rpc-mismatch', {
    'a.proto': proto(MOOR, SHIP, BERTH),
    'b.proto': proto('', changed, BERTH),
  })
  const first = `a.proto:${line}:${column}`
  const second = `b.proto:4:${column}`
  expect(found).toEqual([
    `warning \`${what}\` is defined differently by two documents; that of \`a.proto:${line}\` is used ${second} ${first}`,
  ])
})

test.each<readonly [string, string]>([
  ['the same again', proto(MOOR, SHIP, BERTH)],
  ['the same in another order', proto('message Ship { int32 length = 2; string name = 1; }', BERTH, MOOR)],
  ['names with their package', proto(MOOR.replace('Ship', 'quay.v1.Ship'), SHIP, BERTH)],
  ['another package', proto(SHIP.replace('2', '3')).replace('quay.v1', 'quay.v2')],
  ['a message without fields', proto('message Ship {}')],
])('%s is no contradiction', async (_name, other) => {
  expect(
    await lint('contract/rpc-mismatch', { 'a.proto': proto(MOOR, SHIP, BERTH), 'b.proto': other }),
  ).toEqual([])
})

test('a fence may show a part, and contradicts what it shows otherwise', async () => {
  const files = (text: string): Files => ({ 'a.proto': proto(MOOR, SHIP, BERTH), 'b.md': text })
  const part = fence('package quay.v1;', 'message Ship { string name = 1; }')
  expect(await lint('contract/rpc-mismatch', files(part))).toEqual([])
  const other = part.replace('string', 'bytes')
  const [at4, at5] = [4, 5].map((line) => [
    `warning \`Ship\` is defined differently by two documents; that of \`a.proto:4\` is used b.md:${line}:9 a.proto:4:9`,
  ])
  expect(await lint('contract/rpc-mismatch', files(other))).toEqual(at5)
  expect(await lint('contract/rpc-mismatch', files(other.replace('package quay.v1;\n', '')))).toEqual(at4)
  const third = { 'c.proto': proto(BERTH).replace('quay.v1', 'sea.v1') }
  const unclear = { ...files(other.replace('package quay.v1;\n', '')), ...third }
  expect(await lint('contract/rpc-mismatch', unclear)).toEqual([])
})

test('a message that nothing defines is found where it is named', async () => {
  const watch =
    'service Quay {\n  rpc Moor(Ship) returns (Berth) {}\n  rpc Watch(stream Ship) returns (stream Tide);\n}'
  expect(await lint('contract/undefined-message', { 'a.proto': proto(watch, BERTH) })).toEqual([
    'error rpc `Moor` uses message `Ship`, which is defined nowhere a.proto:4:12 a.proto:5:20',
    'error rpc `Watch` uses message `Tide`, which is defined nowhere a.proto:5:42',
  ])
})

test('in a fence, which may be a part of a file elsewhere, it is only told', async () => {
  expect(await lint('contract/undefined-message', { 'a.md': fence(MOOR, BERTH) })).toEqual([
    'info rpc `Moor` uses message `Ship`, which is defined nowhere a.md:4:25',
  ])
})

test.each<readonly [string, Files]>([
  ['in a fence that shows no message of its rpcs', { 'a.md': fence(MOOR, 'message Tide {}') }],
  ['in the same file', { 'a.proto': proto(MOOR, SHIP, BERTH) }],
  [
    'inside of another',
    { 'a.proto': proto(MOOR.replace('Ship', 'Berth.Ship'), `message Berth { ${SHIP} }`) },
  ],
  ['in an imported file', { 'a.proto': proto('import "b.proto";', MOOR, BERTH), 'b.proto': proto(SHIP) }],
  [
    'in an imported file beside it',
    { 'v1/a.proto': proto('import "b.proto";', MOOR, BERTH), 'v1/b.proto': proto(SHIP) },
  ],
  [
    'in `proto/`',
    {
      'a.proto': proto('import "quay/v1/ship.proto";', MOOR, BERTH),
      'proto/quay/v1/ship.proto': proto(SHIP),
    },
  ],
  ['in a fence', { 'a.proto': proto(MOOR, BERTH), 'b.md': fence(SHIP) }],
  ['by an import that is not here', { 'a.proto': proto('import "common/ship.proto";', MOOR, BERTH) }],
  [
    'by an import of an import',
    { 'a.proto': proto('import "b.proto";', MOOR, BERTH), 'b.proto': proto('import "away.proto";') },
  ],
  [
    'by google',
    {
      'a.proto': proto(
        'import "google/protobuf/empty.proto";',
        'service Quay { rpc Close(google.protobuf.Empty) returns (.google.type.Date); }',
      ),
    },
  ],
])('a message that is defined %s is not', async (_name, files) => {
  expect(await lint('contract/undefined-message', files)).toEqual([])
})

test('an import of google hides nothing', async () => {
  const files = { 'a.proto': proto('import "google/api/annotations.proto";', MOOR, BERTH) }
  expect(await lint('contract/undefined-message', files)).toHaveLength(1)
})
