import type { Diagnostic } from './diagnostic.ts'

/** Collects what the stages find, in the order they find it; the same finding once. */
export class Diagnostics {
  readonly #found: Diagnostic[] = []
  readonly #seen = new Set<string>()

  add(diagnostic: Diagnostic): void {
    const { code, message, location } = diagnostic
    const key = `${code}|${location?.path}:${location?.start.line}:${location?.start.column}|${message}`
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    this.#found.push(diagnostic)
  }

  get all(): readonly Diagnostic[] {
    return this.#found
  }

  get hasErrors(): boolean {
    return this.#found.some((found) => found.severity === 'error')
  }
}
