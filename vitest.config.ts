import { defineConfig } from 'vitest/config';

// Templates (.hbs) and explain pages (.md) are imported as text, as the build does.
const textModules = {
  name: 'text-modules',
  transform(code: string, id: string) {
    return /\.(hbs|md)$/.test(id)
      ? { code: `export default ${JSON.stringify(code)};`, map: null }
      : undefined;
  },
};

// Two kinds of tests: pure ones share a worker and run in seconds; those that start servers or processes are isolated.
export default defineConfig({
  plugins: [textModules],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['test/**/*.test.ts'],
          exclude: ['test/integration/**'],
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
