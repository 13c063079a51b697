/** What documents say about data that is kept. */
import type { Location } from '../diagnostics/index.ts'

export type ColumnType =
  | { readonly kind: 'string'; readonly length?: number | undefined }
  | {
      readonly kind:
        | 'text'
        | 'uuid'
        | 'integer'
        | 'bigint'
        | 'float'
        | 'boolean'
        | 'date'
        | 'datetime'
        | 'json'
        | 'bytes'
    }
  | { readonly kind: 'decimal'; readonly precision?: number | undefined; readonly scale?: number | undefined }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'array'; readonly items: ColumnType }

export interface EntityField {
  /** As written. */
  readonly name: string
  readonly type: ColumnType
  readonly nullable: boolean
  readonly primary: boolean
  readonly unique: boolean
  readonly indexed: boolean
  /** `now`, `uuid`, `true`, `false`, a number or a quoted text; undefined: none. */
  readonly default?:
    | { readonly kind: 'now' | 'uuid' }
    | { readonly kind: 'value'; readonly value: string | number | boolean }
    | undefined
  readonly references?: { readonly table: string; readonly field: string } | undefined
  readonly description?: string | undefined
  /** No word tells the type: it is read as text. */
  readonly assumed?: boolean | undefined
  readonly origin: Location
}

/** How an entity was written down, strongest first; a mention has no fields. */
export type EntityForm =
  | 'table'
  | 'list'
  | 'sql'
  | 'class'
  | 'interface'
  | 'diagram'
  | 'box'
  | 'example'
  | 'mention'

export interface Relationship {
  /** Name of the other entity. */
  readonly target: string
  /** Seen from this one. */
  readonly kind: 'one-to-one' | 'one-to-many' | 'many-to-one' | 'many-to-many'
  readonly origin: Location
}

export interface Entity {
  /** CamelCase singular: `OrderItem`. */
  readonly name: string
  /** snake_case table: `order_items`. */
  readonly table: string
  readonly fields: readonly EntityField[]
  readonly description?: string | undefined
  readonly form?: EntityForm | undefined
  /** Every place that tells of it, strongest first; undefined where `origin` is the only one. */
  readonly origins?: readonly Location[] | undefined
  readonly relationships?: readonly Relationship[] | undefined
  readonly origin: Location
}
