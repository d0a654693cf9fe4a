// Lucide's pictures, drawn from data of the build. Decoration only: the words stand beside it, or in the
// accessible name of what holds it.
import { createElement } from 'preact';

export type Shapes = ReadonlyArray<readonly [string, Record<string, string>]>;

export function Icon({ of, size = 20 }: { of: Shapes; size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {of.map(([tag, attributes]) => createElement(tag, attributes))}
    </svg>
  );
}
