// The console opens this page with a token good once, in the part of the address that never leaves the
// browser. It is changed for a header token, kept as long as the tab, and wiped from the address.
const kept = 'maintendue.token';

export type Entry = { token: string } | { closed: 'no_token' | 'token_refused' | 'console_gone' };

export async function enter(): Promise<Entry> {
  const once = new URLSearchParams(location.hash.replace(/^#/, '')).get('t');
  if (!once) return enterAgain();
  history.replaceState(null, '', `${location.pathname}${location.search}#/machines`);
  try {
    const answer = await fetch('/token', { method: 'POST', body: once });
    if (!answer.ok) return enterAgain('token_refused');
    const token = (await answer.text()).trim();
    sessionStorage.setItem(kept, token);
    return { token };
  } catch {
    return { closed: 'console_gone' };
  }
}

// A page that is reloaded still has its header token; a one-time token that was used before is then no
// reason to stay outside.
function enterAgain(otherwise: 'no_token' | 'token_refused' = 'no_token'): Entry {
  const token = sessionStorage.getItem(kept);
  return token ? { token } : { closed: otherwise };
}
