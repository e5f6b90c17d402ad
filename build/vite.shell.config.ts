import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The Electron shell's main process and the core it starts, as ES modules. Everything is bundled but Electron, Node
 * and the database driver, whose binary stays beside it in node_modules. Migrations are read at run time, so they are
 * copied.
 */
export default defineConfig({
  plugins: [
    {
      name: 'copy-what-is-read-at-run-time',
      writeBundle: async () => {
        await cp(here('../db/client/migrations'), here('../dist/shell/migrations'), { recursive: true });
        await cp(here('icons/tray.png'), here('../dist/shell/icon.png'));
      },
    },
  ],
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3', 'bufferutil', 'utf-8-validate'] },
  build: {
    ssr: true,
    outDir: here('../dist/shell'),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rollupOptions: {
      input: {
        main: here('../src-main/shell/main.ts'),
        core: here('../src-main/core/process.ts'),
        'engine-worker': here('../src-main/core/engine/engine-worker.ts'),
        'query-worker': here('../src-main/core/engine/query-worker.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' },
    },
  },
});
