import { defineConfig } from 'vitest/config'

/** The proofs that need real servers, which `npm run test:system` starts first, and those that are too long for every run. */
const WHOLE = ['clients', 'database', 'edges', 'events', 'observability', 'policy']

export default defineConfig({
  test: {
    include: ['tests/system-proofs/**/*.test.ts', ...WHOLE.map((name) => `tests/e2e/${name}.test.ts`)],
    maxWorkers: 2,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
})
