export function build(): Promise<{ readonly files: number; readonly bytes: number }>
export function buildIfStale(): Promise<void>
