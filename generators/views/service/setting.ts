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

/** `bound` as keywords of `Field`: any other number is refused when the process starts. */
export function intSetting(name: string, value: number, bound = 'ge=1'): SettingView {
  return { name, annotation: 'int', value: `Field(default=${value}, ${bound})`, example: String(value) }
}

/** 0 leaves the choice to the system. */
export function portSetting(name: string, value: number): SettingView {
  return intSetting(name, value, 'ge=0, le=65535')
}

/** `value` is written as Python and in the environment alike: `0.5`, `20.0`. */
export function floatSetting(name: string, value: string, bound = 'gt=0'): SettingView {
  return { name, annotation: 'float', value: `Field(default=${value}, ${bound})`, example: value }
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
