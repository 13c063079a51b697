import type { EntityField } from '../facts.ts'

/** What the words behind a type say about a field. */
export interface Constraints {
  /** undefined: nothing said. */
  readonly nullable?: boolean | undefined
  readonly primary: boolean
  readonly unique: boolean
  readonly indexed: boolean
  readonly default?: EntityField['default']
  readonly references?: EntityField['references']
}

const REFERENCE =
  /(?:\bfk\b|\bforeign key\b|\breferences\b|\breferência\b|foreignkey\()[\s:→>()"'`-]*(?:to |references |para )?[\s→>"'`-]*([\p{L}_][\p{L}\p{N}_]*)["'`]?(?:\s*[.(]\s*["'`]?([\p{L}_][\p{L}\p{N}_]*))?/iu
const DEFAULT =
  /\b(?:server_)?default(?:s to|_factory)?\b\s*[:=]?\s*(?:func\.|sa\.|datetime\.|uuid\.|text\()?("[^"]*"|'[^']*'|`[^`]*`|[^\s,;)]+(?:\(\))?)/i

/** Reads SQL, the words of field tables and the arguments of `mapped_column` alike. */
export function readConstraints(written: string): Constraints {
  const text = written.slice(0, 1000)
  const references = REFERENCE.exec(text)
  return {
    nullable: readNullable(text),
    primary: /\bprimary[ _]key\b|\bpk\b|chave primária|主键|主キー|기본 ?키|первичный ключ/i.test(text),
    unique: /\bunique\b|\búnic[oa]\b|唯一|一意|ユニーク|고유|уникальн/i.test(text),
    indexed: /\bindex(?:ed)?\b|\bíndice\b|索引|インデックス|인덱스|индекс/i.test(text),
    default: readDefault(DEFAULT.exec(text)?.[1]),
    references: references ? { table: references[1] ?? '', field: references[2] ?? 'id' } : undefined,
  }
}

function readNullable(text: string): boolean | undefined {
  if (
    /\bnot[ -]null(?:able)?\b|\bnullable\s*=\s*false\b|\brequired\b|\bmandatory\b|\bobrigatóri[oa]\b|必填|必須|필수|обязательн|非空/i.test(
      text,
    )
  ) {
    return false
  }
  return /\bnull(?:able)?\b|\boptional\b|\bopcional\b|可选|可空|任意|선택|необязательн/i.test(text)
    ? true
    : undefined
}

function readDefault(written: string | undefined): EntityField['default'] {
  if (written === undefined) return undefined
  const text = written.replace(/^["'`]|["'`]$/g, '')
  if (/^(?:now\b|current_timestamp|utcnow|getdate)/i.test(text)) return { kind: 'now' }
  if (/^(?:gen_random_uuid|uuid_generate_v4|uuid4|uuid\(\))/i.test(text)) return { kind: 'uuid' }
  if (/^(?:true|false)$/i.test(text)) return { kind: 'value', value: text.toLowerCase() === 'true' }
  if (/^-?\d+(?:\.\d+)?$/.test(text) && text === written) return { kind: 'value', value: Number(text) }
  // A call or an expression is no value.
  return /[()=]/.test(text) || /^(?:null|none)$/i.test(text) ? undefined : { kind: 'value', value: text }
}
