import { defineConfig } from 'vitest/config'

/** The proofs that need real servers; `npm run test:system` starts those first. */
export default defineConfig({
  test: {
    include: ['tests/system-proofs/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
})
