/** A contract that is read and written again is the same contract: protoc makes the same descriptor of both. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { protoText } from '../../generators/views/contract/protos.ts'
import { pythonPackages } from '../../scripts/python-tools.mjs'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { readProtoFile } from '../../src/plan/beside/index.ts'
import { createDocument } from '../../src/text/document.ts'
import { runProgram } from '../e2e/harness.ts'

const folder = mkdtempSync(join(tmpdir(), 'taskplan-protos-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SCALARS = [
  'string',
  'bytes',
  'bool',
  'int32',
  'sint64',
  'fixed32',
  'double',
  'google.protobuf.Timestamp',
]
const scalar = fc.constantFrom(...SCALARS)

/** One field line, at the number of its place. */
const field = fc.oneof(
  fc
    .tuple(fc.constantFrom('', 'repeated ', 'optional '), scalar)
    .map(([label, type]) => `${label}${type} NAME = NUMBER;`),
  scalar.map((type) => `map<string, ${type}> NAME = NUMBER;`),
  fc.constantFrom('Inner', 'Kind', 'Outer').map((type) => `${type} NAME = NUMBER;`),
  fc.tuple(scalar, scalar).map(([a, b]) => `oneof NAME {\n ${a} NAME_a = NUMBER;\n ${b} NAME_b = NEXT;\n}`),
)

const body = fc.array(field, { maxLength: 5 }).map((fields) =>
  fields
    .map((text, at) =>
      text
        .replaceAll('NAME', `f${at}`)
        .replaceAll('NUMBER', `${at * 10 + 11}`)
        .replaceAll('NEXT', `${at * 10 + 12}`),
    )
    .join('\n'),
)

const contract = fc.record({
  outer: body,
  second: body,
  reserved: fc.constantFrom(
    '',
    'reserved 2;',
    'reserved 3 to 5, 7;',
    'reserved 1000 to max;',
    'reserved "gone";',
  ),
  streams: fc.tuple(fc.boolean(), fc.boolean()),
  comment: fc.constantFrom('', '// What it is for'),
})

function sourceOf(
  { outer, second, reserved, streams, comment }: typeof contract extends fc.Arbitrary<infer T> ? T : never,
  at: number,
) {
  const [asks, answers] = streams.map((on) => (on ? 'stream ' : ''))
  return `syntax = "proto3";
package p${at}.v1;
import "google/protobuf/timestamp.proto";
import "google/protobuf/empty.proto";
${comment}
service Desk {
  rpc Ask(${asks}Outer) returns (${answers}Second);
  rpc Forget(Outer.Inner) returns (google.protobuf.Empty);
}
message Outer {
  ${reserved}
  enum Kind { KIND_UNSPECIFIED = 0; KIND_DEEP = 1; }
  message Inner { string code = 1; Kind kind = 2; }
  ${outer}
}
message Second {
  ${second.replace(/\b(Inner|Kind) /g, 'Outer.$1 ')}
}
enum Whole { WHOLE_UNSPECIFIED = 0; WHOLE_ONE = 5; }
`
}

const COMPARE = `
import sys
from grpc_tools import protoc
from importlib.resources import files
from google.protobuf.descriptor_pb2 import FileDescriptorSet
def settle(message):
    # Types are named, not counted: the entry of a map stands where its field does, before or behind a message.
    message.nested_type.sort(key=lambda nested: nested.name)
    for nested in message.nested_type:
        settle(nested)
sets = []
for folder in sys.argv[1:3]:
    names = [f"p{at}.proto" for at in range(int(sys.argv[3]))]
    out = f"{folder}/all.binpb"
    if protoc.main(["", f"-I{folder}", f"-I{files('grpc_tools') / '_proto'}", f"--descriptor_set_out={out}", *names]):
        raise SystemExit(f"{folder} cannot be compiled")
    found = FileDescriptorSet.FromString(open(out, "rb").read())
    for file in found.file:
        file.dependency.sort()
        for message in file.message_type:
            settle(message)
    sets.append(found)
different = [a.name for a, b in zip(sets[0].file, sets[1].file, strict=True) if a != b]
print(different)
`

/** What people write and chance does not: one file that imports another, each construct at least once. */
const WRITTEN: readonly string[] = [
  `syntax = "proto3";
package q0.v1;
import "q1.proto";
/* Keeps boxes,
   many of them. */
service Shelf {
  // Puts one away.
  rpc Put(stream Box) returns (q1.v1.Receipt);
  rpc Watch(Box.Label) returns (stream Box);
  rpc Talk(stream Box) returns (stream q1.v1.Receipt);
}
message Box {
  reserved 4, 9 to 11, 900 to max;
  reserved "weight", "height";
  string id = 1; // its number
  optional int64 grams = 20;
  repeated Label labels = 3;
  map<int32, Label> by_row = 5;
  oneof place { string row = 7; q1.v1.Spot spot = 8; Size size = 12; }
  oneof owner { bool is_lent = 13; }
  message Label { message Ink { Tone tone = 1; enum Tone { TONE_UNSPECIFIED = 0; TONE_DARK = 40; } } Ink ink = 2; Box box = 3; }
  enum Size { SIZE_UNSPECIFIED = 0; SIZE_BIG = 7; SIZE_LOST = -3; }
}
message Nothing {}
`,
  `syntax = "proto3";
package q1.v1;
message Receipt { repeated double parts = 2; bytes seal = 1; }
message Spot { sfixed64 x = 1; float y = 3; }
`,
]

describe('protos', { timeout: 300_000 }, () => {
  test('read and written again compile to the same descriptor', async () => {
    const contracts = fc.sample(contract, { numRuns: 60, seed: 7 })
    const sources = [...contracts.map(sourceOf), ...WRITTEN.map(numbered)]
    for (const [at, source] of sources.entries()) {
      const diagnostics = new Diagnostics()
      const file = await readProtoFile(createDocument(`p${at}.proto`, source), `p${at}.proto`, diagnostics)
      expect([file !== undefined, diagnostics.all]).toEqual([true, []])
      write(`told/p${at}.proto`, source)
      write(`made/p${at}.proto`, file ? protoText({ ...file, source: undefined }) : '')
    }
    const bin = await pythonPackages('protoc', ['grpcio-tools==1.85.1'])
    const args = ['-c', COMPARE, join(folder, 'told'), join(folder, 'made'), `${sources.length}`]
    expect(await runProgram(join(bin, 'python'), args, { cwd: folder })).toMatchObject({
      stdout: '[]\n',
      ok: true,
    })
  })
})

/** The files of `WRITTEN` stand behind the random ones. */
function numbered(source: string): string {
  return source.replaceAll('q1.proto', 'p61.proto')
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
