import { camel, plural, singular, snake } from '../../text/names.ts'

/** Of the words `user`, `users`, `User`, `user_items`: `User`, `UserItem`. */
export function entityName(written: string): string {
  const parts = snake(written).split('_')
  const last = parts.pop() ?? ''
  const name = camel([...parts, singular(last)].join('_'))
  return name === '' ? written : name
}

/** `UserItem` is `user_items`. */
export function tableName(name: string): string {
  const parts = snake(name).split('_')
  return [...parts.slice(0, -1), plural(parts.at(-1) ?? '')].join('_')
}
