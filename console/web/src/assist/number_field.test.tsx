import { act } from 'preact/test-utils';
import { render } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { NumberField } from './number_field';
import type { AssistSession } from './session';

const find = <E extends HTMLElement>(selector: string) => document.querySelector<E>(selector)!;

async function draw() {
  const hearNumber = vi.fn();
  const session = { hearNumber } as unknown as AssistSession;
  await act(() => render(<NumberField session={session} tries={2} />, document.body));
  const type = (value: string) =>
    act(() => {
      const field = find<HTMLInputElement>('input');
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  return { hearNumber, type, button: find<HTMLButtonElement>('button') };
}

afterEach(() => act(() => render(null, document.body)));

describe('the number that was read aloud', () => {
  it('goes to the PC when it has six digits, without the space that helps to read it', async () => {
    const { hearNumber, type, button } = await draw();
    await type('123 45');
    expect(button.disabled).toBe(true);
    await type('123 456');
    expect(button.disabled).toBe(false);
    await act(() => button.click());
    expect(hearNumber).toHaveBeenCalledWith('123456');
    expect(find<HTMLInputElement>('input').value).toBe('');
  });

  it('says how many tries are left', async () => {
    await draw();
    expect(find('[role=status]').textContent).toContain('2');
  });
});
