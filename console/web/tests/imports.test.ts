// How the files of these pages hang together: no two need each other, and nothing is offered that nobody takes.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const sources = new Map(
  ['src', 'tests', 'tools']
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => `${folder}/${name}`))
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('src/gen/'))
    .map((name) => [name, readFileSync(name, 'utf8')] as const),
);
const needs = (name: string) =>
  [...sources.get(name)!.matchAll(/\bfrom '(\.[^']+)'/g)]
    .map(([, path]) => join(dirname(name), path!))
    .flatMap((path) => [`${path}.ts`, `${path}.tsx`].filter((file) => sources.has(file)));

// The first way back to `name`.
function ringOf(name: string): string[] | undefined {
  const seen = new Set<string>();
  const ways = needs(name).map((next) => [next]);
  for (let way = ways.shift(); way; way = ways.shift()) {
    const last = way.at(-1)!;
    if (last === name) return way;
    if (seen.has(last)) continue;
    seen.add(last);
    for (const next of needs(last)) ways.push([...way, next]);
  }
  return undefined;
}

describe('the sources', () => {
  it('are read', () => {
    expect(needs('src/main.tsx')).toContain('src/app.tsx');
  });

  it('need each other in one direction', () => {
    const rings = [...sources.keys()].map(ringOf).filter((ring) => ring);
    expect(rings).toEqual([]);
  });

  it('offer no function, value or class that nobody takes', () => {
    const unused = [...sources].flatMap(([name, text]) =>
      [...text.matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)]
        .map(([, word]) => word!)
        .filter((word) => {
          const used = new RegExp(`\\b${word}\\b`);
          return ![...sources].some(([other, body]) => other !== name && used.test(body));
        })
        .map((word) => `${name}: ${word}`),
    );
    expect(unused).toEqual([]);
  });
});
