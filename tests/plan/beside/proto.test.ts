import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../../src/diagnostics/index.ts'
import { readProtoFile } from '../../../src/plan/beside/index.ts'
import { createDocument } from '../../../src/text/document.ts'
import { covered, fenced, place, readText } from './read.ts'

const FILE = `syntax = "proto3";
package depot.shelf.v1;
import "google/protobuf/empty.proto";

// Keeps boxes.
service Shelf {
  // Puts a box away; { is no brace here.
  rpc Put(stream PutRequest) returns (google.protobuf.Empty) { option deprecated = true; }
  rpc Watch(WatchRequest) returns (stream Box);
}

message Box {
  string id = 1; // its number
  optional int64 grams = 2 [json_name = "weight"];
  repeated Tag tags = 3;
  map<string, Tag> by_name = 4;
  oneof place { string row = 5; Spot spot = 6; }
  message Tag { string text = 1; }
  enum Size { SIZE_UNSPECIFIED = 0; SIZE_BIG = 1; }
  message Spot { Tag tag = 1; }
}
message PutRequest { Box box = 1; }
message WatchRequest { }
enum Mode { MODE_UNSPECIFIED = 0; }
`

async function readFile(text: string) {
  const diagnostics = new Diagnostics()
  const proto = await readProtoFile(
    createDocument('proto/depot/shelf.proto', text),
    'depot/shelf.proto',
    diagnostics,
  )
  return { proto, diagnostics: diagnostics.all }
}

describe('a proto file', () => {
  test('keeps path, package, source and every declaration', async () => {
    const { proto, diagnostics } = await readFile(FILE)
    expect(diagnostics).toEqual([])
    expect([proto?.path, proto?.package, proto?.imports, proto?.source === FILE]).toEqual([
      'depot/shelf.proto',
      'depot.shelf.v1',
      ['google/protobuf/empty.proto'],
      true,
    ])
    expect(proto?.services.map(({ name, comment, origin }) => [name, comment, place(origin)])).toEqual([
      ['Shelf', 'Keeps boxes.', '6:9'],
    ])
    expect(
      proto?.services[0]?.rpcs.map(({ origin, comment, options, ...rpc }) => [rpc, place(origin)]),
    ).toEqual([
      [
        {
          name: 'Put',
          request: 'PutRequest',
          response: 'google.protobuf.Empty',
          requestStream: true,
          responseStream: false,
        },
        '8:7',
      ],
      [
        {
          name: 'Watch',
          request: 'WatchRequest',
          response: 'Box',
          requestStream: false,
          responseStream: true,
        },
        '9:7',
      ],
    ])
  })

  test('keeps options as they are written, each at its place', async () => {
    const { proto } = await readFile(FILE)
    const options = [
      ...(proto?.services[0]?.rpcs[0]?.options ?? []),
      ...(proto?.messages[0]?.fields[1]?.options ?? []),
    ]
    expect(options.map(({ name, value, origin }) => [name, value, place(origin)])).toEqual([
      ['deprecated', 'true', '8:71'],
      ['json_name', '"weight"', '14:29'],
    ])
  })

  test('of proto2 keeps no option that proto3 lacks', async () => {
    const { proto } = await readFile(
      'syntax = "proto2"; package a; message A { optional int32 b = 1 [default = 3, deprecated = true]; }',
    )
    expect(proto?.messages[0]?.fields[0]?.options?.map(({ name }) => name)).toEqual(['deprecated'])
  })

  test('flattens nested messages and keeps labels', async () => {
    const { proto } = await readFile(FILE)
    expect(proto?.messages.map(({ name }) => name)).toEqual([
      'Box',
      'Box.Tag',
      'Box.Spot',
      'PutRequest',
      'WatchRequest',
    ])
    expect(
      proto?.messages[0]?.fields.map((f) => [f.name, f.number, f.type, f.label, f.keyType, f.oneof]),
    ).toEqual([
      ['id', 1, 'string', undefined, undefined, undefined],
      ['grams', 2, 'int64', 'optional', undefined, undefined],
      ['tags', 3, 'Box.Tag', 'repeated', undefined, undefined],
      ['by_name', 4, 'Box.Tag', 'map', 'string', undefined],
      ['row', 5, 'string', undefined, undefined, 'place'],
      ['spot', 6, 'Box.Spot', undefined, undefined, 'place'],
    ])
    expect(proto?.messages[2]?.fields[0]?.type).toBe('Box.Tag')
    expect(proto?.messages[0]?.fields[0]?.comment).toBe('its number')
    expect(proto?.enums.map(({ name, values }) => [name, values.length])).toEqual([
      ['Box.Size', 2],
      ['Mode', 1],
    ])
  })

  test('every place covers its name', async () => {
    const { proto } = await readFile(FILE)
    const named = [...(proto?.messages ?? []), ...(proto?.enums ?? []), ...(proto?.services ?? [])]
    for (const { name, origin } of [
      ...named,
      ...(proto?.messages ?? []).flatMap((message) => message.fields),
    ]) {
      expect(covered(FILE, origin)).toBe(name.split('.').at(-1))
    }
  })
})

describe('a fence', () => {
  test('needs neither syntax nor package', async () => {
    const { facts, reported } = await readText(
      fenced('protobuf', 'service A {\n  rpc B(C) returns (Empty);\n}'),
    )
    expect(reported).toEqual([])
    expect(facts.protos[0]).toMatchObject({
      path: undefined,
      package: undefined,
      source: undefined,
      messages: [],
    })
    expect(place(facts.protos[0]?.services[0]?.rpcs[0]?.origin)).toBe('5:7')
  })

  test('may stand indented in a list', async () => {
    const { facts } = await readText('- a\n  ```proto\n  message A {\n    string b = 1;\n  }\n  ```\n')
    expect(place(facts.protos[0]?.messages[0]?.fields[0]?.origin)).toBe('4:12')
  })

  test.each([
    ['message A {\n  string b = 1;\n  ...\n}', 'contract/unparsable 6:3'],
    ['message A {\n  string b = 1;', 'contract/unparsable 5:3'],
    ['message A {\n  string b = 1;\n  string c = 1;\n}', 'contract/reused-field-number 6:10'],
    ['message A {\n  reserved 3;\n  string c = 3;\n}', 'contract/reused-field-number 6:10'],
    ['message A {}\nmessage A {}', 'contract/unparsable 5:9'],
    ['message A {\n  string b = 0;\n}', 'contract/unparsable 5:10'],
    ['message __proto__ {}', 'contract/unparsable 4:9'],
  ])('%j is reported at its place', async (content, expected) => {
    const { reported, diagnostics } = await readText(fenced('protobuf', content))
    expect(reported).toEqual([expected])
    expect(diagnostics[0]?.hint).toBeDefined()
  })
})

test('never throws', async () => {
  const piece = fc.constantFrom(
    'message',
    'A',
    '{',
    '}',
    '=',
    '1',
    ';',
    'rpc',
    '(',
    ')',
    'oneof',
    '/*',
    '"',
    'enum',
    '__proto__',
    '\n',
    ' ',
    'reserved',
    'map<',
    '>',
    'option',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
      const { proto, diagnostics } = await readFile(pieces.join(' '))
      for (const { code } of diagnostics)
        expect(['contract/unparsable', 'contract/reused-field-number']).toContain(code)
      expect(proto !== undefined || diagnostics.length === 1).toBe(true)
    }),
    { numRuns: 300 },
  )
  expect(Object.keys(Object.prototype)).toEqual([])
})
