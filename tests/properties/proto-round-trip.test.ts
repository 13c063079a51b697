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
sets = []
for folder in sys.argv[1:3]:
    names = [f"p{at}.proto" for at in range(int(sys.argv[3]))]
    out = f"{folder}/all.binpb"
    if protoc.main(["", f"-I{folder}", f"-I{files('grpc_tools') / '_proto'}", f"--descriptor_set_out={out}", *names]):
        raise SystemExit(f"{folder} cannot be compiled")
    found = FileDescriptorSet.FromString(open(out, "rb").read())
    for file in found.file:
        file.dependency.sort()
    sets.append(found)
different = [a.name for a, b in zip(sets[0].file, sets[1].file, strict=True) if a != b]
print(different)
`

describe('protos', { timeout: 300_000 }, () => {
  test('read and written again compile to the same descriptor', async () => {
    const contracts = fc.sample(contract, { numRuns: 60, seed: 7 })
    for (const [at, found] of contracts.entries()) {
      const source = sourceOf(found, at)
      const diagnostics = new Diagnostics()
      const file = await readProtoFile(createDocument(`p${at}.proto`, source), `p${at}.proto`, diagnostics)
      expect([file !== undefined, diagnostics.all]).toEqual([true, []])
      write(`told/p${at}.proto`, source)
      write(`made/p${at}.proto`, file ? protoText({ ...file, source: undefined }) : '')
    }
    const bin = await pythonPackages('protoc', ['grpcio-tools==1.85.1'])
    const args = ['-c', COMPARE, join(folder, 'told'), join(folder, 'made'), `${contracts.length}`]
    expect(await runProgram(join(bin, 'python'), args, { cwd: folder })).toMatchObject({
      stdout: '[]\n',
      ok: true,
    })
  })
})

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
