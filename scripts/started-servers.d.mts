type Stoppable = { stop(): Promise<void> }
type Step = (name: string, work: () => unknown) => Promise<unknown>

export function startedServers(
  failures: string[],
  step: Step,
): {
  start<S extends Stoppable>(name: string, begin: () => Promise<S>): Promise<S | undefined>
  stop(seconds?: number): Promise<void>
}
