export interface Server {
  readonly port: number
  readonly pid: number
  /** Ends it and removes its data. */
  stop(): Promise<void>
}

export interface User {
  readonly uid?: number
  readonly gid?: number
}

export const isRoot: boolean
export function findProgram(name: string, folders?: readonly string[]): string | undefined
export function provide(find: () => string | undefined, packages: readonly string[]): Promise<string>
export function userOptions(name: string): Promise<User>
export function dataFolder(user?: User): string
export function infraCache(...parts: readonly string[]): string
export function freePort(): Promise<number>
export function answers(port: number): Promise<boolean>
export function becomes(condition: () => boolean | Promise<boolean>, seconds: number): Promise<boolean>
