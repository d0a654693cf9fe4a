// Lucide's pictures as plain data at build time: `import eye from 'icon:eye'` gives the shapes of that
// icon, so that no markup is ever parsed in the page.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const source = new URL('../node_modules/lucide-static/icon-nodes.json', import.meta.url);
const prefix = 'icon:';

export function icons(): Plugin {
  let shapes: Record<string, unknown> | undefined;
  return {
    name: 'icons',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null;
      shapes ??= JSON.parse(readFileSync(fileURLToPath(source), 'utf8')) as Record<string, unknown>;
      const name = id.slice(prefix.length + 1);
      const icon = shapes[name];
      if (!icon) throw new Error(`no icon is called ${name}`);
      return `export default ${JSON.stringify(icon)};`;
    },
  };
}
