import { beforeEach, describe, expect, it } from 'vitest';
import { draw } from '../../tests/support/desk';
import { errorNames } from '../wire/failure';
import { speak } from '../words/words';
import { ErrorWords } from './error_words';

beforeEach(() => speak('fr'));

describe('an error', () => {
  it.each(errorNames)('%s has its words, and then the name that the logs have', async (name) => {
    const root = await draw(<ErrorWords of={name} />);
    expect(root.textContent).toMatch(/^[A-ZÀ-Ý].+\. .+ \S+$/u);
    expect(root.querySelector('code')?.textContent).toBe(name);
  });
});
