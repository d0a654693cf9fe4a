// Chromium as these pages are looked at: the system's own, at the size of the screens they are used on.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP maintendue.localhost 127.0.0.1',
    ],
  });
}

export interface Finding {
  rule: string;
  where: string;
}

// WCAG 2.1 A and AA, by axe. Evaluated by the debugger, which the page's policy does not bind.
export async function findings(page: Page): Promise<Finding[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const run = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
    });
    return run.violations.flatMap((violation) =>
      violation.nodes.map((node) => ({
        rule: `${violation.id}: ${violation.help}`,
        where: `${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`,
      })),
    );
  });
}
