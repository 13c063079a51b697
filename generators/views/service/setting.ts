/** One setting of a service, as the class and `.env.example` write it. */
import { pyStr } from '../../../src/generator/index.ts'

export interface SettingView {
  readonly name: string
  readonly annotation: string
  /** Python expression of the default, or of what its value has to be. */
  readonly value: string
  /** The same value in `.env.example`. */
  readonly example: string
  /** It has no default: no process starts without it. */
  readonly required?: true
}

export function textSetting(name: string, value: string): SettingView {
  return { name, annotation: 'str', value: pyStr(value), example: value }
}

/** A URL that may hold a secret: no log line shows it. */
export function urlSetting(name: string, value: string): SettingView {
  return { name, annotation: 'str', value: `Field(default=${pyStr(value)}, repr=False)`, example: value }
}

export function intSetting(name: string, value: number): SettingView {
  return { name, annotation: 'int', value: String(value), example: String(value) }
}

/** `value` is written as Python and in the environment alike: `0.5`, `20.0`. */
export function floatSetting(name: string, value: string): SettingView {
  return { name, annotation: 'float', value, example: value }
}

/** The first value is the default. */
export function choiceSetting(name: string, values: readonly [string, ...string[]]): SettingView {
  return {
    name,
    annotation: `Literal[${values.map(pyStr).join(', ')}]`,
    value: pyStr(values[0]),
    example: values[0],
  }
}
