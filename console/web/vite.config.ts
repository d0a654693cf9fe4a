import { defineConfig } from 'vitest/config';
import { icons } from './tools/icons';

export default defineConfig({
  plugins: [icons()],
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: {
    // noVNC awaits at the top level of a module.
    target: 'es2022',
    // Fonts stay files: the page's policy lets no font come from a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    restoreMocks: true,
    // Nothing waits that long; a machine that builds three other things may.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
