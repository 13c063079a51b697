/** Headings and bold lines that name what stands below them. */
import type { Heading, Paragraph } from '../../text/blocks.ts'
import { type Document, locate } from '../../text/document.ts'
import type { NamedFields } from './named-fields.ts'
import { plain } from './table-columns.ts'

export interface Label {
  readonly name: string
  readonly table: string | undefined
  readonly origin: NamedFields['origin']
}

interface Named {
  readonly text: string
  readonly textStart: number
}

const PARENTS = new Set(
  (
    'overview|state transitions|validation rules|core entities|relationships|entity relationships|data flow|summary|' +
    'migration strategy|data retention|indexes|enumerations|enums|constraints|ttl|entities|tables|fields|attributes|' +
    'columns|database schema|database|schema|schemas|data models|data model|models|modelos de dados|entidades|tabelas|' +
    'banco de dados|properties|campos|atributos|domain entities|database tables|request and response schemas|dtos|' +
    'service definitions|validation|constraint|index|relationship|purpose|rest|proto|grpc|dependencies|' +
    'example|examples|json|sample|json example|example json|json schema|type definition|type definitions|' +
    'typescript interface|typescript|typescript types|python|sql|sql schema|migration|migrations|notes|note|usage|' +
    'entity definitions|entity|key entities|new entities|existing entities|modified entities|lifecycle|state machine|' +
    'state diagram|state|states|business rules|rules|indices|security|performance|references|description|' +
    'entity relationship diagram|entity diagram|er diagram|storage|api|query patterns|queries|migration sql|' +
    'new field|new fields|existing fields|metadata|status|structure|format|location|file location|variants|' +
    'entity definition|data structures|data types|type|types|interfaces|backend|frontend|configuration|purpose|' +
    'tests|test cases|unit tests|integration tests|contract tests|e2e tests|end-to-end tests|deliverables|' +
    'エンティティ|エンティティ一覧|リレーションシップ|実体|实体|实体定义|关系|数据模型|字段|数据表|엔티티|관계|필드|데이터 모델|핵심 엔티티|' +
    'сущности|сущность|поля|связи|модель данных'
  ).split('|'),
)

const PART =
  /^(?:fields?|attributes?|columns|properties|structure|schema|(?:database |table |key )(?:fields|columns|attributes|schema)|campos|atributos|colunas|字段|字段定义|属性|필드|속성|フィールド|プロパティ|属性定義|поля|атрибуты)$/iu
const OTHER_PART =
  /validation|rule|relation|index|constraint|state|transition|usage|note|lifecycle|invariant|behaviou?r|migration|query|quer(?:y|ies)|method|operation|event|security|permission|values|enum|exception|error|validaç|regras|relacion|índices|验证|规则|关系|索引|约束|状态|取值|검증|규칙|관계|인덱스|제약|상태|検証|ルール|関係|リレーション|インデックス|制約|状態|валидац|правил|связ|индекс|ограничен|состоян/iu

const EXAMPLE = /example|sample|示例|예시|サンプル|例$|пример|exemplo/iu

export type Part = 'fields' | 'example' | 'other'

/** What a heading or bold line is about, if it names no entity. */
export function partOf(text: string): Part | undefined {
  const bare = plain(text)
    .replace(/[:：]$/, '')
    .trim()
  if (PART.test(bare)) return 'fields'
  if (EXAMPLE.test(bare)) return 'example'
  return OTHER_PART.test(bare) ? 'other' : undefined
}

const OTHER_END =
  /(?:validation|rules|relationships?|indexes|indices|constraints|transitions|lifecycle|behaviou?r|migration|queries|methods|operations|permissions|notes|invariants)$/i

/** Of a heading that may also name an entity: `UserEvent` is one, `Order Validation` is none. */
export function partOfHeading(text: string, label: Label | undefined): Part | undefined {
  if (label === undefined) return partOf(text)
  return OTHER_END.test(plain(text)) ? 'other' : undefined
}

/** `## Order` names what stands below its `### Fields`. */
export function labelAbove(document: Document, headings: readonly Heading[]): Label | undefined {
  const [own, parent] = [headings.at(-1), headings.at(-2)]
  const isPart = own !== undefined && PART.test(plain(own.text))
  return isPart && parent && parent.level > 1 ? labelOf(document, parent) : undefined
}

/** A paragraph that is nothing but a name: `**Order**`, `` Table `orders`: ``. */
export function isLabel(block: Paragraph): boolean {
  return block.text.length < 100 && (/^\*\*[^*]+\*\*[^.]*$/.test(block.text) || /[:：]$/.test(block.text))
}

const TABLE_WORD =
  /[([]?\s*(?:(?:table|tabela)\s*:?\s*`?(\w+)`?|`?(\w+)`?\s+(?:table|tabela))\s*[)\]]?\s*:?\s*$/i
const ADJECTIVE =
  /^(?:new|tracking|junction|join|lookup|existing|database|main|core|modified|updated|primary|extended|the|this|sql|db|pivot|link|association|reference|mapping)$/i
const LEAD =
  /^(?:\p{Extended_Pictographic}\s*)?(?:(?:\d+(?:\.\d+)*|[A-Z])[.)]\s+|\d+(?:\.\d+)+\s+|\d+\s+)?(?:(?:entity|table|model|schema|entidade|tabela|modelo|сущность|实体|엔티티|エンティティ|collection|new entity|type|interface|class)(?:\s+\d+)?\s*[:：]\s*|(?:entity|table|model|schema|entidade|tabela|modelo)\s+)?/iu
const TAIL =
  /\s+(?:table|entity|model|schema|tabela|entidade|object|record|表|实体|エンティティ|テーブル|엔티티|테이블)$/iu

/** The name of `### 2. Order (orders table)`; undefined where the words are no name. */
export function labelOf(document: Document, block: Named): Label | undefined {
  const text = plain(block.text.split('\n')[0] ?? '').slice(0, 120)
  const bare = text
    .replace(LEAD, '')
    .replace(/[:：]$/, '')
    .trim()
  const table = TABLE_WORD.exec(text)
  const tableName = [table?.[1] ?? table?.[2]].find((word) => word !== undefined && !ADJECTIVE.test(word))
  const bracket = /[(（]\s*`?([\w ]{1,60}?)`?\s*[)）]$/.exec(bare)?.[1]
  const outside = bare
    .replace(/\s*[(（].*$/, '')
    .replace(/\s+[-–—]\s+.*$/, '')
    .replace(TAIL, '')
    .trim()
  const name =
    !/^[\w .&/-]+$/.test(outside) && bracket !== undefined && /^[A-Z_a-z]\w*$/.test(bracket)
      ? bracket
      : outside
  const isName =
    /^[\p{L}_][\p{L}\p{M}\p{N}_.-]*(?: [\p{L}\p{M}\p{N}_&-]+){0,3}$/u.test(name) && name.length <= 60
  if (!isName || PARENTS.has(name.toLowerCase())) return undefined
  const at = Math.max(block.textStart, document.text.indexOf(name, block.textStart))
  const isTable = bracket !== undefined && bracket === bracket.toLowerCase() && /^[a-z]\w*$/.test(bracket)
  return {
    name,
    table: tableName ?? (isTable && bracket !== name && !ADJECTIVE.test(bracket) ? bracket : undefined),
    origin: locate(document, at, at + name.length),
  }
}
