/** Proto fences of built plans: three rpcs for each noun. */
import type { Noun } from './plan-openapi.ts'

export function protoOf(service: string, nouns: readonly Noun[]): string {
  const name = service.replace(/(?:^|[-_])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  return `syntax = "proto3";

import "google/protobuf/empty.proto";

service ${name} {
${nouns.map(rpcs).join('')}}

${nouns.map(messages).join('\n')}`
}

function rpcs({ title }: Noun): string {
  return `  // Add one
  rpc Create${title}(New${title}) returns (${title});
  // Find one by its id
  rpc Get${title}(Get${title}Request) returns (${title});
  // Remove one
  rpc Delete${title}(Get${title}Request) returns (google.protobuf.Empty);
`
}

function messages({ title, field, name }: Noun): string {
  return `message New${title} {
  string ${field} = 1;
  int64 weight = 2;
}

message ${title} {
  string id = 1;
  string ${field} = 2;
  int64 weight = 3;
}

message Get${title}Request {
  string ${name}_id = 1;
}
`
}
