export interface PythonTools {
  readonly uv: string
  readonly ruff: string
  readonly black: string
  readonly hadolint: string | undefined
  /** The Python that services are tested with, not the tools' own. */
  readonly python: string
  /** To be laid over the caller's environment. */
  readonly env: Readonly<Record<string, string>>
}

export function cacheFolder(): string
export function findPython(): string
export function pythonTools(): Promise<PythonTools>
export function pythonPackages(name: string, pins: readonly string[]): Promise<string>
