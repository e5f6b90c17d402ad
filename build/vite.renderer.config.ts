import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The renderer, once for both doors: the Electron window loads it from disk, the browser host serves it. Nothing
 * inline and nothing remote, so that the content policy is `default-src 'none'` plus `'self'`.
 */
export default defineConfig({
  root: here('../src-renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: here('../dist/renderer'),
    emptyOutDir: true,
    sourcemap: false,
    // Both doors are Chromium of the same age; older targets would only add code.
    target: 'chrome140',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The note editor is one piece of 520 kB; it is read from this computer and only when notes are opened.
    chunkSizeWarningLimit: 700,
  },
});
