/** Data types of contracts as Python annotations, field constraints and sample values. */
import { type DataType, pyStr } from '../../../src/generator/index.ts'

const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'UUID',
  date: 'date',
  'date-time': 'datetime',
  binary: 'bytes',
}

/** `list[Product]`, `Literal["a", "b"]`; schema names pass through `classOf`. */
export function annotationOf(type: DataType, classOf: (schema: string) => string): string {
  switch (type.kind) {
    case 'string':
      if (type.enum) return `Literal[${type.enum.map(pyStr).join(', ')}]`
      return FORMATS[type.format ?? ''] ?? 'str'
    case 'integer':
      return 'int'
    case 'number':
      return 'float'
    case 'boolean':
      return 'bool'
    case 'object':
      return `dict[str, ${type.values ? annotationOf(type.values, classOf) : 'Any'}]`
    case 'any':
      return 'Any'
    case 'array':
      return `list[${annotationOf(type.items, classOf)}]`
    case 'ref':
      return classOf(type.name)
  }
}

/** Keyword arguments of pydantic's `Field` (and FastAPI's `Query`): `min_length=1`, `ge=0`. */
export function constraintsOf(type: DataType): readonly string[] {
  if (type.kind === 'string' && !type.enum && !FORMATS[type.format ?? '']) {
    return [
      ...numberArgument('min_length', type.minLength),
      ...numberArgument('max_length', type.maxLength),
      ...(type.pattern === undefined ? [] : [`pattern=${pyStr(type.pattern)}`]),
    ]
  }
  if (type.kind === 'integer' || type.kind === 'number') {
    return [
      ...numberArgument('ge', type.minimum),
      ...numberArgument('gt', type.exclusiveMinimum),
      ...numberArgument('le', type.maximum),
      ...numberArgument('lt', type.exclusiveMaximum),
    ]
  }
  return []
}

function numberArgument(name: string, value: number | undefined): readonly string[] {
  return value === undefined || !Number.isFinite(value) ? [] : [`${name}=${value}`]
}
