import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The preload script as one CommonJS file: a sandboxed window can load nothing else. Runs after the shell's build. */
export default defineConfig({
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: true,
    outDir: here('../dist/shell'),
    emptyOutDir: false,
    target: 'chrome140',
    minify: false,
    rollupOptions: {
      input: { preload: here('../src-main/shell/preload.ts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
});
