/** What one capability adds to the files that all capabilities of a service share. */
import type { RenderContext, Service } from '../../src/generator/index.ts'
import type { SettingView } from '../views/service/setting.ts'
import type { TestFile } from '../views/tests/test-file.ts'

export interface PackageWish {
  /** With the extras it needs: `sqlalchemy[asyncio]`. */
  readonly name: string
  readonly group: 'runtime' | 'dev' | 'proto'
}

/** A field of `Resources`, set by a boot module. */
export interface ResourceField {
  readonly name: string
  readonly annotation: string
  /** Import statements that the annotation needs. */
  readonly imports: readonly string[]
}

/** An exception that means that a dependency does not answer. */
export interface OutageError {
  readonly module: string
  readonly name: string
  /** What it is called where it is imported, when its own name is taken. */
  readonly alias?: string
}

/** How the tests open what the part opens. */
export interface TestDouble {
  /** Role of the file with the fixture, a module of `tests/fixtures/`. */
  readonly role: string
  /** Fixture that has to be active before the resources are opened. */
  readonly fixture?: string
  /** The server that may stand in its place, the variable that names it, what tests that only it can run are marked with. */
  readonly server?: { readonly name: string; readonly variable: string; readonly marker?: string }
  /** Settings of the test process, as keyword arguments over fixtures. */
  readonly settings?: readonly {
    readonly name: string
    readonly fixture: string
    readonly annotation: string
  }[]
}

export interface Part {
  readonly asked: (service: Service) => boolean
  /** The process opens something before it serves: a boot module. */
  readonly opens?: boolean
  /** Brings a module of `api/middleware/` where the service serves REST. */
  readonly wraps?: boolean
  /** Something outside has to answer before traffic may come. */
  readonly checks?: boolean
  readonly settings?: (service: Service) => readonly SettingView[]
  readonly packages?: (service: Service) => readonly PackageWish[]
  /** Packages whose functions carry no types. */
  readonly untypedCalls?: readonly string[]
  /** Rows of the README: a command, and what it does. */
  readonly commands?: (service: Service) => readonly (readonly [command: string, does: string])[]
  /** What serving needs beside the process: `PostgreSQL`. */
  readonly needs?: string
  /** Only those whose files are part of the tree. */
  readonly resources?: (service: Service, context: RenderContext) => readonly ResourceField[]
  /** Only where the role is part of the tree. */
  readonly outages?: { readonly role: string; readonly errors: readonly OutageError[] }
  readonly double?: TestDouble
  /** Where it opens several things. */
  readonly doubles?: (service: Service) => readonly TestDouble[]
  readonly tests?: (service: Service) => readonly TestFile[]
}

export function runtime(...names: readonly string[]): readonly PackageWish[] {
  return names.map((name) => ({ name, group: 'runtime' }))
}

export function dev(...names: readonly string[]): readonly PackageWish[] {
  return names.map((name) => ({ name, group: 'dev' }))
}

export function proto(...names: readonly string[]): readonly PackageWish[] {
  return names.map((name) => ({ name, group: 'proto' }))
}
