import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['**/fixtures/**', '**/expected/**', 'tests/system-proofs/**', 'node_modules/**'],
    // Two cores run the suites; the end-to-end ones start Python themselves.
    maxWorkers: 2,
    testTimeout: 20_000,
  },
})
