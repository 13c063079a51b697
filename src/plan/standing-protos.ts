/** Protos at the root of the workspace that are to be followed: written by hand, or generated and edited since. */
import { Diagnostics } from '../diagnostics/index.ts'
import type { Disk } from '../ports.ts'
import type { ProtoFile } from './facts.ts'
import { absolutePath, readDocument } from './read-document.ts'
import { lower } from './read-plan.ts'

export interface StandingPlace {
  readonly disk: Disk
  readonly root: string
  /** Bytes that were generated at a path of no single service; undefined: none were. */
  generated(path: string): Uint8Array | undefined
  /** Whether the path is a file of a service whose folder is the root itself. */
  isOwned(path: string): boolean
}

const MOST_DEPTH = 12

/** Links are not followed; what cannot be read is reported and left out. */
export async function readStandingProtos(
  place: StandingPlace,
  diagnostics: Diagnostics,
): Promise<readonly ProtoFile[]> {
  const found: ProtoFile[] = []
  const heard = new Diagnostics()
  for (const path of protosBelow(place, 'proto', 0).filter((file) => !place.isOwned(file))) {
    const written = place.generated(path)
    const bytes = place.disk.read(absolutePath(place.root, path))
    if (written && bytes && Buffer.compare(written, bytes) === 0) continue
    const document = readDocument(place.disk, place.root, path, heard)
    const { readProtoFile } = await import('./beside/index.ts')
    const file = document && (await readProtoFile(document, path.slice('proto/'.length), heard))
    if (file) found.push({ ...file, standing: written ? 'edited' : 'foreign' })
  }
  for (const finding of heard.all) diagnostics.add(lower(finding))
  return found
}

function protosBelow(place: StandingPlace, folder: string, depth: number): readonly string[] {
  const entries = place.disk.list(absolutePath(place.root, folder)) ?? []
  return entries.flatMap(({ name, kind }) => {
    const path = `${folder}/${name}`
    if (kind === 'directory') return depth < MOST_DEPTH ? protosBelow(place, path, depth + 1) : []
    return kind === 'file' && name.endsWith('.proto') ? [path] : []
  })
}
