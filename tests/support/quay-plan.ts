/** A plan of two services, one of which calls the other over both protocols and hears of it through a topic. */
import type { PlanFiles } from './plan-builder.ts'

export const QUAY = 'tasks/prd-quay'

/** The contract of `berth-service` as its fence in the tech spec tells it. */
export const BERTH_PROTO = `syntax = "proto3";

import "google/protobuf/empty.proto";

service BerthService {
  // Find one by its code
  rpc FindBerth(FindBerthRequest) returns (Berth);
  // Free one
  rpc FreeBerth(FindBerthRequest) returns (google.protobuf.Empty);
}

message FindBerthRequest {
  string code = 1;
}

message Berth {
  string code = 1;
  int64 depth = 2;
  bool taken = 3;
}
`

export interface QuayOptions {
  /** A task of the shared scope that defines the contracts. */
  readonly shared?: boolean
  /** A task of the shared scope that asks for common components. */
  readonly library?: boolean
  /** A gateway in front of both. */
  readonly gateway?: boolean
  readonly proto?: string
  /** What berth-service produces, and what crane-service hears of. */
  readonly topics?: { readonly produces: string; readonly consumes: string }
}

export function quayPlan({
  shared = false,
  library = false,
  gateway = false,
  proto = BERTH_PROTO,
  topics = TOPICS,
}: QuayOptions = {}): PlanFiles {
  return {
    [`${QUAY}/_tasks.md`]: SUMMARY,
    [`${QUAY}/_techspec.md`]: techspec(proto) + (gateway ? GATEWAY_SPEC : ''),
    [`${QUAY}/berth/2_task.md`]: berthTask(topics.produces),
    [`${QUAY}/crane/3_task.md`]: craneTask(topics.consumes),
    ...(shared ? { [`${QUAY}/shared/1_task.md`]: SHARED_TASK } : {}),
    ...(library ? { [`${QUAY}/shared/4_task.md`]: LIBRARY_TASK } : {}),
    ...(gateway ? { [`${QUAY}/api-gateway/8_task.md`]: GATEWAY_TASK } : {}),
  }
}

const TOPICS = { produces: 'berth.assigned', consumes: 'berth.assigned' }

const SUMMARY = `# Quay Microservices Implementation Task Summary

## Service Architecture

### Core Services
- \`berth-service\` - Keeps the berths of the quay
- \`crane-service\` - Moves what the ships bring

## Tasks

### Parallel Track A
- [ ] 2.0 Berth Service Implementation
- [ ] 3.0 Crane Service Implementation
`

const SHARED_TASK = `---
status: pending
service: shared
---

# Task 1.0: Proto Definitions & Service Contracts

## Overview

The contracts that both services are held to.

## Subtasks

- [ ] 1.1 Proto definitions of the berth service
- [ ] 1.2 Decide who reviews breaking changes
`

/** Nothing but what tests a service. */
function uvDependencies(service: string): string {
  return `### UV Dependencies (pyproject.toml)

\`\`\`toml
[project]
name = "${service}"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = []

[dependency-groups]
dev = [
    "mypy>=1.13",
    "pytest>=8.4",
    "pytest-asyncio>=1.0",
    "ruff>=0.14",
]
\`\`\`
`
}

function berthTask(topic: string): string {
  return `---
status: pending
service: berth-service
communication_type: [grpc, rest, kafka]
---

# Task 2.0: Berth Service Implementation

## Overview

Keeps the berths of the quay.

## Subtasks

- [ ] 2.1 Project setup with UV
- [ ] 2.2 gRPC service implementation
- [ ] 2.3 FastAPI REST endpoints
- [ ] 2.4 Business logic
- [ ] 2.5 Kafka producer

## Service Dependencies

\`\`\`yaml
kafka_topics:
  produces:
    - ${topic}
\`\`\`

${uvDependencies('berth-service')}`
}

function craneTask(topic: string): string {
  return `---
status: pending
service: crane-service
communication_type: [rest, kafka]
---

# Task 3.0: Crane Service Implementation

## Overview

Moves what the ships bring.

## Subtasks

- [ ] 3.1 Project setup with UV
- [ ] 3.2 FastAPI REST endpoints
- [ ] 3.3 Business logic
- [ ] 3.4 gRPC and REST clients of the berth service
- [ ] 3.5 Kafka consumer

## Service Dependencies

\`\`\`yaml
grpc_dependencies:
  - berth-service:FindBerth

rest_dependencies:
  - berth-service: POST /api/v1/berths

kafka_topics:
  consumes:
    - ${topic}
\`\`\`

${uvDependencies('crane-service')}`
}

function techspec(proto: string): string {
  return `# Quay: Technical Specification

## Architecture Overview

- \`berth-service\` - Keeps the berths of the quay
- \`crane-service\` - Moves what the ships bring

## Service Definitions

### berth-service

**Purpose**: Keeps the berths of the quay.

**Proto**

\`\`\`protobuf
${proto}\`\`\`

**REST**

\`\`\`yaml
openapi: 3.0.3
info: { title: berths, version: '1' }
paths:
  /api/v1/berths:
    post:
      operationId: create_berth
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/NewBerth' }
      responses:
        '201':
          description: made
          content:
            application/json:
              schema: { $ref: '#/components/schemas/BerthView' }
components:
  schemas:
    NewBerth:
      type: object
      required: [code, depth]
      properties:
        code: { type: string, minLength: 1 }
        depth: { type: integer, minimum: 1 }
    BerthAssigned:
      type: object
      required: [code, ship]
      properties:
        code: { type: string, minLength: 1 }
        ship: { type: string }
    BerthView:
      type: object
      required: [code, depth]
      properties:
        code: { type: string }
        depth: { type: integer }
\`\`\`

### crane-service

**Purpose**: Moves what the ships bring.

**REST**

\`\`\`yaml
openapi: 3.0.3
info: { title: cranes, version: '1' }
paths:
  /api/v1/lifts:
    post:
      operationId: start_lift
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/NewLift' }
      responses:
        '201':
          description: started
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Lift' }
components:
  schemas:
    NewLift:
      type: object
      required: [berth]
      properties:
        berth: { type: string, minLength: 1 }
    Lift:
      type: object
      required: [berth, depth]
      properties:
        berth: { type: string }
        depth: { type: integer }
\`\`\`
`
}

const LIBRARY_TASK = `---
status: pending
service: shared
---

# Task 4.0: Shared Libraries & Common Components

## Overview

What every service would write again.
`

const GATEWAY_TASK = `---
status: pending
service: api-gateway
blocked_by: ["2.0", "3.0"]
communication_type: [rest]
---

<task_context>
<service>api-gateway</service>
<type>integration</type>
<scope>core_feature</scope>
<complexity>medium</complexity>
<dependencies>other_services</dependencies>
</task_context>

# Task 8.0: API Gateway Implementation

## Overview

One door for the clients of the quay.

<requirements>
- Client-facing REST endpoints
- CORS for browsers
</requirements>

## Subtasks

- [ ] 8.1 Project setup with UV
- [ ] 8.2 Client-facing REST endpoints
- [ ] 8.3 Request routing and aggregation
- [ ] 8.4 gRPC clients for core services
- [ ] 8.5 Rate limiting

## Service Dependencies

\`\`\`yaml
grpc_dependencies:
  - berth-service:FindBerth

rest_dependencies:
  - crane-service: POST /api/v1/lifts
\`\`\`

${uvDependencies('api-gateway')}`

const GATEWAY_SPEC = `
### api-gateway

**Purpose**: Client-facing REST API.

**REST**

\`\`\`yaml
openapi: 3.0.3
info: { title: gateway, version: '1' }
paths:
  /api/v1/berths/{code}:
    get:
      operationId: show_berth
      parameters:
        - { name: code, in: path, required: true, schema: { type: string } }
      responses:
        '200':
          description: found
          content:
            application/json:
              schema: { $ref: '#/components/schemas/BerthCard' }
        '404':
          description: there is none
  /api/v1/lifts:
    post:
      operationId: order_lift
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/LiftOrder' }
      responses:
        '201':
          description: ordered
          content:
            application/json:
              schema: { $ref: '#/components/schemas/LiftView' }
components:
  schemas:
    BerthCard:
      type: object
      required: [code, depth]
      properties:
        code: { type: string }
        depth: { type: integer }
    LiftOrder:
      type: object
      required: [berth]
      properties:
        berth: { type: string, minLength: 1 }
    LiftView:
      type: object
      required: [berth]
      properties:
        berth: { type: string }
\`\`\`
`
