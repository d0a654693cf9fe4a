// One page in one of its states, and what brings it there.
import type { Page } from 'playwright-core';
import type { FakeConsole } from '../fake/console';
import type { FakeSession } from '../fake/session';

export interface Stage {
  page: Page;
  fake: FakeConsole;
  // The session that was opened last.
  session(): Promise<FakeSession>;
}

export interface Scene {
  name: string;
  english?: boolean;
  // Instead of the address with the token.
  address?: string;
  // The browser itself complains of what this scene does.
  loud?: boolean;
  before?: (fake: FakeConsole) => void;
  play?: (stage: Stage) => Promise<void>;
}
