/** Public contracts, where they stand beside the repository: each is read, or told why not in one finding. */
import { expect, test } from 'vitest'
import { Diagnostics } from '../../../src/diagnostics/index.ts'
import { readContracts } from '../../../src/plan/beside/index.ts'
import { memoryDisk } from '../../support/memory-disk.ts'
import { hasShared, listShared, readShared } from '../../support/shared.ts'

/** PyYAML 6.0.3, by its own reader and by libyaml, refuses these on the same lines. */
const UNPARSABLE = [
  'MathNj__Learn-Flow/specs/007-docusaurus-deploy/contracts/frontmatter-schema.yaml:150',
  'mb46010__capability_API/specs/009-backstage-governance/contracts/catalog-entity.yaml:10',
  'qingni__rag-pipeline-hub/specs/003-vector-embedding/contracts/embedding-api.yaml:570',
  'qingni__rag-pipeline-hub/specs/004-vector-index-opt/contracts/index-api.yaml:983',
  'qingni__rag-pipeline-hub/specs/004-vector-index-opt/contracts/search-api.yaml:372',
]
const AT_THE_DOCUMENT = new Set(['contract/unparsable', 'contract/nothing-read'])

test.skipIf(!hasShared)(
  'every public contract gives facts, or one finding says why not',
  { timeout: 60_000 },
  async () => {
    const files = listShared('corpus/speckit').filter((file) => file.includes('/contracts/'))
    expect(files.length).toBeGreaterThan(150)
    const disk = memoryDisk(
      Object.fromEntries(files.map((file) => [`/w/${file}`, readShared(`corpus/speckit/${file}`)])),
    )
    const unparsable: string[] = []
    for (const path of new Set(files.map((file) => file.slice(0, file.indexOf('/contracts/'))))) {
      const diagnostics = new Diagnostics()
      const { facts, documents } = await readContracts({ disk, root: '/w', path, diagnostics })
      const found = diagnostics.all.filter(({ code }) => AT_THE_DOCUMENT.has(code))
      const told = found.map(({ location }) => location?.path)
      expect(facts.length + told.length).toBe(documents.length)
      expect(new Set(told).size).toBe(told.length)
      for (const { code, location, hint } of found) {
        if (code !== 'contract/unparsable') continue
        unparsable.push(`${location?.path}:${location?.start.line}`)
        expect(hint).toBeDefined()
      }
    }
    expect(unparsable.sort()).toEqual(UNPARSABLE)
  },
)
