// The build and its tests work with Debian 12's own Node: no package may want a newer one.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Lock {
  packages: Record<string, { version?: string; engines?: { node?: string } }>;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const own = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  string,
  Record<string, string>
>;
const [major, minor] = [18, 20];

// Enough of the grammar of ranges for what stands in lock files: alternatives of `^a.b`, `>=a.b`, `a.x`.
function admits(range: string): boolean {
  return range.split('||').some((alternative) => {
    const bounds = [...alternative.matchAll(/(>=|\^|~|<|>)?\s*v?(\d+)(?:\.(\d+))?(?:\.\d+)?/g)];
    return bounds.every(([, sign, a, b]) => {
      const [wantMajor, wantMinor] = [Number(a), Number(b ?? 0)];
      const enough = major > wantMajor || (major === wantMajor && minor >= wantMinor);
      if (sign === '<') return !enough;
      if (sign === '>=' || sign === '>') return enough;
      return major === wantMajor && minor >= wantMinor;
    });
  });
}

describe('the packages', () => {
  it('all admit Node 18', () => {
    const refusing = Object.entries(lock.packages)
      .filter(([, one]) => one.engines?.node && !admits(one.engines.node))
      .map(([name, one]) => `${name} ${one.version}: ${one.engines?.node}`);
    expect(refusing).toEqual([]);
  });

  it('are judged by a rule that can say no', () => {
    expect(admits('^18.0.0 || ^20.0.0 || >=22.0.0')).toBe(true);
    expect(admits('>=v12.22.7')).toBe(true);
    expect(admits('>=20.0.0')).toBe(false);
    expect(admits('^20.19.0 || >=22.12.0')).toBe(false);
  });

  it('are named by exact versions', () => {
    const versions = Object.values({ ...own['dependencies'], ...own['devDependencies'] });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
