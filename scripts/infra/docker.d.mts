export interface Docker {
  /** Runs the client and gives what it printed; throws what it complained of. */
  docker(
    args: readonly string[],
    options?: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> },
  ): Promise<string>
  /** Both streams of a container. */
  logs(id: string): Promise<string>
  readonly env: Readonly<Record<string, string>>
  stop(): Promise<void>
}

export function startDocker(): Promise<Docker>
export function installDocker(): Promise<{ readonly dockerd: string; readonly config: string }>
