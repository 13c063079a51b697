import { expect, test } from 'vitest'
import { Diagnostics } from '../../../src/diagnostics/index.ts'
import { readRequirements } from '../../../src/plan/beside/index.ts'
import { createDocument } from '../../../src/text/document.ts'
import { place } from './read.ts'

const PRD = `# Depot

## User Stories

- As a clerk I find a box

## Functional Requirements

- **FR-1**: Boxes have numbers
  - each number once
1. R-2 Boxes have weights

## Non-goals

- Selling boxes

## Risks

- NFR-3: Slow lifts
- Rain
`

test('ids anywhere, other items below requirement headings', () => {
  const found = readRequirements(createDocument('tasks/prd-x/_prd.md', PRD), new Diagnostics())
  expect(found.map(({ id, text, origin }) => [id, text, place(origin)])).toEqual([
    [undefined, 'As a clerk I find a box', '5:1'],
    ['FR-1', 'Boxes have numbers', '9:1'],
    ['R-2', 'Boxes have weights', '11:1'],
    ['NFR-3', 'Slow lifts', '19:1'],
  ])
})
