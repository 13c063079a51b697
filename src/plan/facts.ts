/** Statements that documents make about a service. Unmerged; each carries the place it stands at. */
import type { Location } from '../diagnostics/index.ts'
import type { Entity } from './entity-facts.ts'

export type { ColumnType, Entity, EntityField, EntityForm, Relationship } from './entity-facts.ts'

/** A value's type as contracts and field tables spell it, normalised. */
export type DataType =
  | {
      readonly kind: 'string'
      readonly format?: 'uuid' | 'date' | 'date-time' | 'email' | 'uri' | 'binary' | undefined
      readonly minLength?: number | undefined
      readonly maxLength?: number | undefined
      readonly pattern?: string | undefined
      readonly enum?: readonly string[] | undefined
    }
  | {
      readonly kind: 'integer' | 'number'
      readonly minimum?: number | undefined
      readonly maximum?: number | undefined
      readonly exclusiveMinimum?: number | undefined
      readonly exclusiveMaximum?: number | undefined
    }
  | { readonly kind: 'boolean' }
  /** A JSON object without declared fields; `values`: the type of each, where one is told. */
  | { readonly kind: 'object'; readonly values?: DataType | undefined }
  | { readonly kind: 'any' }
  | { readonly kind: 'array'; readonly items: DataType }
  /** A named schema of the same service. */
  | { readonly kind: 'ref'; readonly name: string }

export interface SchemaField {
  /** As written: the JSON name. */
  readonly name: string
  readonly type: DataType
  readonly required: boolean
  readonly nullable: boolean
  readonly default?: string | number | boolean | null | undefined
  readonly description?: string | undefined
  /** Nothing names a type. */
  readonly assumed?: boolean | undefined
  readonly origin: Location
}

/** A named object schema. */
export interface Schema {
  readonly name: string
  readonly description?: string | undefined
  readonly fields: readonly SchemaField[]
  /** `additionalProperties: false`. */
  readonly closed: boolean
  /** Stands where it is used, and is named after its operation. */
  readonly inline?: boolean | undefined
  readonly origin: Location
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly type: DataType
  readonly required: boolean
  readonly description?: string | undefined
  readonly origin: Location
}

export interface Response {
  readonly status: number
  readonly description: string
  /** undefined: no body. */
  readonly type?: DataType | undefined
  readonly origin: Location
}

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Endpoint {
  readonly method: HttpMethod
  /** With prefix, parameters in braces: `/api/v1/products/{product_id}`. */
  readonly path: string
  /** operationId in snake_case, else made of verb and path: `post_products`. */
  readonly operation: string
  readonly summary?: string | undefined
  readonly tags: readonly string[]
  readonly parameters: readonly Parameter[]
  readonly request?: { readonly type: DataType; readonly required: boolean } | undefined
  /** Ascending by status. Empty where no document says. */
  readonly responses: readonly Response[]
  readonly secured: boolean
  readonly origin: Location
}

/** As written: `deprecated`, `true`; `(google.api.http)`, `{ get: "/v1/orders" }`. */
export interface ProtoOption {
  readonly name: string
  readonly value: string
  readonly origin: Location
}

export interface ProtoField {
  readonly name: string
  readonly number: number
  /** Scalar name, or message or enum name as written. */
  readonly type: string
  readonly label: 'optional' | 'repeated' | 'map' | undefined
  /** Key type where label is `map`. */
  readonly keyType?: string | undefined
  readonly oneof?: string | undefined
  readonly options?: readonly ProtoOption[] | undefined
  readonly comment?: string | undefined
  readonly origin: Location
}

export interface ProtoMessage {
  readonly name: string
  readonly fields: readonly ProtoField[]
  /** As a `reserved` line spells them: `2`, `5 to 7`, `"old"`. */
  readonly reserved?: readonly string[] | undefined
  readonly options?: readonly ProtoOption[] | undefined
  /** Those that have options. */
  readonly oneofs?: readonly { readonly name: string; readonly options: readonly ProtoOption[] }[] | undefined
  readonly comment?: string | undefined
  readonly origin: Location
}

/** A field of `extend`: an option of one's own. */
export interface ProtoExtension {
  /** `google.protobuf.FieldOptions`. */
  readonly extendee: string
  /** Name of the message it is declared in; empty: in none. */
  readonly scope: string
  readonly field: ProtoField
}

export interface ProtoEnumValue {
  readonly name: string
  readonly number: number
  readonly options?: readonly ProtoOption[] | undefined
}

export interface ProtoEnum {
  readonly name: string
  readonly values: readonly ProtoEnumValue[]
  /** As a `reserved` line spells them. */
  readonly reserved?: readonly string[] | undefined
  readonly options?: readonly ProtoOption[] | undefined
  readonly origin: Location
}

export interface ProtoRpc {
  readonly name: string
  /** Message name as written: `AuthRequest`, `acme.user.v1.User`, `Empty`, `google.protobuf.Empty`. */
  readonly request: string
  readonly response: string
  readonly requestStream: boolean
  readonly responseStream: boolean
  readonly options?: readonly ProtoOption[] | undefined
  readonly comment?: string | undefined
  readonly origin: Location
}

export interface ProtoService {
  readonly name: string
  readonly rpcs: readonly ProtoRpc[]
  readonly options?: readonly ProtoOption[] | undefined
  readonly comment?: string | undefined
  readonly origin: Location
}

/** One .proto file or protobuf fence. */
export interface ProtoFile {
  /** Path below `proto/` where one is given (`acme/auth/v1/auth.proto`). */
  readonly path?: string | undefined
  readonly package?: string | undefined
  readonly imports: readonly string[]
  /** Those of the imports that are `public` or `weak`. */
  readonly importKinds?: readonly { readonly path: string; readonly kind: 'public' | 'weak' }[] | undefined
  readonly options?: readonly ProtoOption[] | undefined
  readonly services: readonly ProtoService[]
  readonly messages: readonly ProtoMessage[]
  readonly enums: readonly ProtoEnum[]
  readonly extensions?: readonly ProtoExtension[] | undefined
  /** The file's bytes as text, only for a real `.proto` file (not for a fence). */
  readonly source?: string | undefined
  /** At the root of the workspace: written by hand, or generated and edited since. It is followed as it stands. */
  readonly standing?: 'foreign' | 'edited' | undefined
  readonly origin: Location
}

export interface Requirement {
  readonly id?: string | undefined
  readonly text: string
  readonly origin: Location
}

/** A PEP 508 requirement of a TOML fence. */
export interface PackageRequirement {
  /** Normalised (PEP 503): `python-jose`. */
  readonly name: string
  readonly extras: readonly string[]
  /** `>=1.0,<2`; empty: any. */
  readonly specifier: string
  readonly marker?: string | undefined
  /** `runtime`, `dev`, or another dependency group or extra. */
  readonly group: string
  readonly origin: Location
}

export interface ProjectFacts {
  readonly name?: string | undefined
  readonly version?: string | undefined
  /** `>=3.11`. */
  readonly requiresPython?: string | undefined
  readonly packages: readonly PackageRequirement[]
  /** `[tool.uv] dev-dependencies` was used. */
  readonly legacyDevDependencies?: Location | undefined
}

/** `svc:Method`, `svc: POST /path`; target without name part has no `member`. */
export interface DependencyEdge {
  readonly protocol: 'grpc' | 'rest'
  readonly target: string
  readonly method?: HttpMethod | undefined
  readonly member?: string | undefined
  readonly origin: Location
}

export interface TopicUse {
  readonly topic: string
  readonly role: 'produces' | 'consumes'
  readonly origin: Location
}

/** An environment variable that a manifest of the plan takes from a secret. */
export interface SecretRef {
  readonly variable: string
  readonly secret: string
  readonly key: string
  readonly origin: Location
}

/** Everything one document says about one service, or about no service by name (`service` undefined). */
export interface DocumentFacts {
  readonly service?: string | undefined
  readonly purpose?: string | undefined
  readonly endpoints: readonly Endpoint[]
  readonly schemas: readonly Schema[]
  readonly protos: readonly ProtoFile[]
  readonly entities: readonly Entity[]
  readonly edges: readonly DependencyEdge[]
  readonly topics: readonly TopicUse[]
  readonly secrets?: readonly SecretRef[] | undefined
  readonly project?: ProjectFacts | undefined
  /** Paths of a drawn tree (`├──`) relative to its root, directories with a trailing `/`. */
  readonly tree: readonly { readonly path: string; readonly comment?: string | undefined }[]
  /** Prose and bullets that may turn a capability on, with their place. */
  readonly statements: readonly { readonly text: string; readonly origin: Location }[]
}
