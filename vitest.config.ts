import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**', '.fencepost/**'],
    testTimeout: 120_000,
    pool: 'threads',
    // Vitest leaves one processor to itself, which is half of a small machine.
    maxWorkers: '100%',
  },
});
