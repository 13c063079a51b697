/** Two services that call each other, with messages, schemas and parameters of every kind that is read. */
import type { PlanFiles } from '../../support/plan-builder.ts'

const FENCE = '```'
const FOLDER = 'tasks/prd-depot'

const ORDERS = `openapi: 3.1.0
info: { title: orders, version: 1.0.0 }
paths:
  /api/v1/orders:
    post:
      operationId: place_order
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: "#/components/schemas/OrderRequest" } } }
      responses:
        "200": { description: The order, content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } }
  /api/v1/orders/{order_id}:
    get:
      operationId: read_order
      parameters:
        - { name: order_id, in: path, required: true, schema: { type: string, format: uuid } }
        - { name: since, in: query, required: false, schema: { type: string, format: date-time } }
        - { name: open, in: query, required: false, schema: { type: boolean } }
        - { name: X-Tenant, in: header, required: true, schema: { type: string } }
      responses:
        "200": { description: The order, content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } }
        "404": { description: No such order }
    delete:
      operationId: cancel_order
      parameters:
        - { name: order_id, in: path, required: true, schema: { type: string, format: uuid } }
      responses:
        "204": { description: Cancelled }
        "404": { description: No such order }
components:
  schemas:
    OrderRequest:
      type: object
      required: [sku, amount]
      properties: { sku: { type: string, minLength: 1 }, amount: { type: integer, minimum: 1 }, note: { type: string } }
    Order:
      type: object
      required: [id, placedAt]
      properties:
        id: { type: string, format: uuid }
        placedAt: { type: string, format: date-time }
        lines: { type: array, items: { type: string } }`

const SHELVES = `syntax = "proto3";
package depot.shelf.v1;
import "google/protobuf/empty.proto";
import "google/protobuf/struct.proto";
import "google/protobuf/timestamp.proto";

service ShelfService {
  rpc GetShelf(GetShelfRequest) returns (GetShelfResponse);
  rpc Reserve(ReserveRequest) returns (Reservation);
  rpc WatchShelf(GetShelfRequest) returns (stream GetShelfResponse);
  rpc Upload(stream Item) returns (google.protobuf.Empty);
  rpc Compare(stream Item) returns (stream Item);
  rpc Describe(Node) returns (Loose);
  rpc Ping(google.protobuf.Empty) returns (google.protobuf.Empty);
}
enum Kind { KIND_UNSPECIFIED = 0; KIND_SMALL = 1; }
message GetShelfRequest { string sku = 1; repeated string tags = 2; optional int32 depth = 3; }
message Part { double weight = 1; oneof size { string name = 2; int32 length = 3; Kind kind = 4; Node node = 5; } }
message Item { string sku = 1; int64 amount = 2; Kind kind = 3; map<string, int32> places = 4; map<string, Part> parts = 5; bytes raw = 6; google.protobuf.Timestamp seen = 7; }
message Node { string name = 1; Node next = 2; repeated Node children = 3; }
message Loose { google.protobuf.Struct data = 1; map<int32, string> names = 2; }
message GetShelfResponse { Item item = 1; repeated Item others = 2; optional google.protobuf.Timestamp at = 3; repeated Kind kinds = 4; optional Kind best = 5; }
message ReserveRequest { Item item = 1; }
message Reservation { string id = 1; string placedBy = 2; }`

function task(service: string, { edge, id, calls, subtasks }: TaskText): string {
  return `---
status: pending
service: ${service}
communication_type: [${edge}]
---

# Task ${id}.0: ${service}

## Subtasks

${subtasks.map((title, index) => `- [ ] ${id}.${index + 1} ${title}`).join('\n')}

## Service Dependencies

${FENCE}yaml
${calls}
${FENCE}
`
}

interface TaskText {
  readonly edge: string
  readonly id: number
  readonly calls: string
  readonly subtasks: readonly string[]
}

export const EVERY_SHAPE: PlanFiles = {
  [`${FOLDER}/_tasks.md`]: `# Depot Task Summary

## Service Architecture

### Core Services
- \`order-service\` - Takes orders
- \`shelf-service\` - Knows what is there

## Tasks

### Critical Path (Sequential)
- [ ] 1.0 Orders
- [ ] 2.0 Shelves
`,
  [`${FOLDER}/_techspec.md`]: `# Depot: Technical Specification

## Architecture Overview

- \`order-service\` - Takes orders
- \`shelf-service\` - Knows what is there

## Service Definitions

### order-service

**Purpose**: Takes orders.

**REST**

${FENCE}yaml
${ORDERS}
${FENCE}

### shelf-service

**Purpose**: Knows what is there.

**Proto**

${FENCE}protobuf
${SHELVES}
${FENCE}
`,
  [`${FOLDER}/order/1_task.md`]: task('order-service', {
    edge: 'rest',
    id: 1,
    calls:
      'grpc_dependencies:\n  - shelf-service: [GetShelf, Reserve, WatchShelf, Upload, Compare, Describe, Ping]',
    subtasks: [
      'Project setup with UV',
      'FastAPI REST endpoints',
      'Business logic',
      'gRPC client of shelf-service',
    ],
  }),
  [`${FOLDER}/shelf/2_task.md`]: task('shelf-service', {
    edge: 'grpc',
    id: 2,
    calls: [
      'rest_dependencies:',
      '  - order-service: /api/v1/orders',
      '  - order-service: GET /api/v1/orders/{id}',
      '  - order-service: DELETE /api/v1/orders/{id}',
    ].join('\n'),
    subtasks: ['Project setup with UV', 'gRPC service implementation', 'Business logic', 'REST clients'],
  }),
}
