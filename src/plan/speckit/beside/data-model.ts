/** `data-model.md`: entities in whatever form they are written. */
import { type Block, flattenBlocks } from '../../../text/blocks.ts'
import { type DataFacts, readData } from '../../beside/entities.ts'
import type { Reading } from '../../reading.ts'

export function readDataModel(blocks: readonly Block[], reading: Reading): DataFacts {
  return readData(reading, flattenBlocks(blocks), { path: ['data model'], isDataModel: true })
}
