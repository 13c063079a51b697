/** The rendered files, keyed by path relative to the workspace root. */
export interface FileEntry {
  readonly content: Uint8Array
  readonly mode: 0o644 | 0o755
  /** Sorted task keys. */
  readonly owners: readonly string[]
  /** Which templates made it: `core:setup/pyproject.toml.ejs`. */
  readonly chain: readonly string[]
  readonly strategy: string
  /** Service name; `shared` for what belongs to none. */
  readonly service: string
}

export type FileTree = ReadonlyMap<string, FileEntry>
