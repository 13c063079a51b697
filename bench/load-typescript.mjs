// The tests' own TypeScript helpers for scripts that Node runs as they are.
import { readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { ROOT } from '../scripts/install.mjs'

/** Exports of modules named relative to the repository, all in one object. */
export async function importTypeScript(paths) {
  const outfile = join(ROOT, 'bench', `.bundle-${process.pid}.mjs`)
  await build({
    stdin: { contents: paths.map((path) => `export * from './${path}'`).join('\n'), resolveDir: ROOT },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    plugins: [ownUrl],
    logLevel: 'error',
  })
  try {
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(outfile)
  }
}

/** A module finds its neighbours by its own place, not by that of the bundle. */
const ownUrl = {
  name: 'own-url',
  setup(esbuild) {
    esbuild.onResolve({ filter: /[/\\]scripts[/\\][\w-]+\.mjs$/ }, ({ path, resolveDir }) => ({
      path: pathToFileURL(join(resolveDir, path)).href,
      external: true,
    }))
    esbuild.onLoad({ filter: /[/\\]tests[/\\].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path))),
      loader: 'ts',
    }))
  },
}
