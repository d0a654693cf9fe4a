import { beforeEach, describe, expect, it, vi } from 'vitest';
import { enter } from './token';

const answer = (status: number, body: string) =>
  vi.fn().mockResolvedValue(new Response(body, { status }));

beforeEach(() => {
  sessionStorage.clear();
  history.replaceState(null, '', '/');
});

describe('coming in', () => {
  it('changes the token of the address for a header token, and wipes the address', async () => {
    const fetch = answer(200, 'header-token\n');
    vi.stubGlobal('fetch', fetch);
    history.replaceState(null, '', '/#t=once');
    expect(await enter()).toEqual({ token: 'header-token' });
    expect(fetch).toHaveBeenCalledWith('/token', { method: 'POST', body: 'once' });
    expect(location.href).not.toContain('once');
  });

  it('again, after a reload, needs no new token', async () => {
    vi.stubGlobal('fetch', answer(200, 'header-token'));
    history.replaceState(null, '', '/#t=once');
    await enter();
    expect(await enter()).toEqual({ token: 'header-token' });
  });

  it('without a token, with a used one or without a console stays closed, and says which', async () => {
    expect(await enter()).toEqual({ closed: 'no_token' });
    vi.stubGlobal('fetch', answer(403, ''));
    history.replaceState(null, '', '/#t=twice');
    expect(await enter()).toEqual({ closed: 'token_refused' });
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('Failed to fetch')));
    history.replaceState(null, '', '/#t=once');
    expect(await enter()).toEqual({ closed: 'console_gone' });
  });
});
