/** Plan names as Python names that shadow nothing. */
import { freeName, isPythonKeyword, snake } from '../../../src/generator/index.ts'

/** Reserved where a statement begins, and confusing elsewhere. */
const SOFT_KEYWORDS = new Set(['match', 'case', 'type'])

function isReserved(name: string): boolean {
  return isPythonKeyword(name) || SOFT_KEYWORDS.has(name)
}

const BUILTINS = new Set(
  'abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max memoryview min next object oct open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple vars zip'.split(
    ' ',
  ),
)

/** Names a pydantic model already has, and types its annotations use. */
const MODEL_ATTRIBUTES = new Set(
  'construct copy dict fields_set from_orm json parse_file parse_obj parse_raw schema schema_json update_forward_refs validate date datetime UUID Any Literal int str float bool bytes list object Field ConfigDict BaseModel'.split(
    ' ',
  ),
)

const BRIEF = 24

/** Names short enough for a line of their own beside a method's; what is cut stays unique. */
export function briefNames(names: readonly string[]): ReadonlyMap<string, string> {
  const brief = new Map<string, string>()
  const taken = new Set(names.filter((name) => name.length <= BRIEF))
  for (const name of names) {
    const short = name.length <= BRIEF ? name : freeName(cutAtWord(name), taken)
    taken.add(short)
    brief.set(name, short)
  }
  return brief
}

function cutAtWord(name: string): string {
  const end = name.lastIndexOf('_', BRIEF)
  return name.slice(0, end < BRIEF / 2 ? BRIEF : end)
}

/** A parameter, variable or function name. */
export function pyVariable(name: string): string {
  const plain = snake(name)
  return isReserved(plain) || BUILTINS.has(plain) ? `${plain}_` : plain
}

/** An attribute of a pydantic model; differs from the wire name where an alias is needed. */
export function pyAttribute(name: string): string {
  const plain = snake(name)
  const taken = isReserved(plain) || MODEL_ATTRIBUTES.has(plain) || plain.startsWith('model_')
  return taken ? `${plain}_` : plain
}

/** A column or other attribute of a class that is no pydantic model. */
export function pyColumn(name: string): string {
  const plain = snake(name)
  const taken =
    isReserved(plain) ||
    [
      'metadata',
      'registry',
      'date',
      'datetime',
      'int',
      'str',
      'float',
      'bool',
      'bytes',
      'list',
      'dict',
    ].includes(plain)
  return taken ? `${plain}_` : plain
}
