/** A place in a text a person wrote. Lines and columns count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

export interface Location {
  /** Path relative to the workspace root where it lies inside, with `/`. */
  readonly path: string
  readonly start: Position
  /** Exclusive. */
  readonly end: Position
}

export type Severity = 'error' | 'warning' | 'info'

/** `area/what-is-wrong`, declared once in the area's `codes.ts`. */
export type Code = `${string}/${string}`

export interface Note {
  readonly message: string
  readonly location?: Location | undefined
}

export interface Diagnostic {
  readonly code: Code
  readonly severity: Severity
  /** What is wrong: lower case, no full stop, user's text in backticks. */
  readonly message: string
  readonly location?: Location | undefined
  readonly notes?: readonly Note[] | undefined
  /** What to do about it, imperative. */
  readonly hint?: string | undefined
  /** As declared with the code. */
  readonly about?: 'plan' | undefined
  readonly cause?: unknown
}

export interface CodeEntry {
  readonly severity: Severity
  /**
   * `plan`: what the plan says. Such a warning is counted where it stops nothing, and such an error is an answer
   * (exit 1). Anything else is met by the run itself: it is shown, and its errors are exit 2.
   */
  readonly about?: 'plan'
  readonly title: string
  /** A paragraph or two for `taskplan explain`. */
  readonly explanation: string
}

/** Declares the codes of one area; an undeclared code does not compile at `report`. */
export function defineCodes<const T extends Record<Code, CodeEntry>>(codes: T): T {
  return codes
}

export type Finding = Omit<Diagnostic, 'code' | 'severity' | 'about'>

/** Builds a diagnostic of a declared code with the severity of its declaration. */
export function diagnostic<T extends Record<Code, CodeEntry>>(
  codes: T,
  code: keyof T & Code,
  finding: Finding,
): Diagnostic {
  const entry: CodeEntry | undefined = codes[code]
  if (!entry) throw new Error(`undeclared diagnostic code ${code}`)
  const { severity, about } = entry
  return { code, severity, ...(about === undefined ? {} : { about }), ...finding }
}
