import { create } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { button, clientsOf, draw, settled } from '../../tests/support/desk';
import { Console, StatusSchema } from '../gen/maintendue/local/v1/console_pb';
import { StatusKeeper } from '../live/status';
import { speak } from '../words/words';
import { SignInPage } from './view';

let answer: () => object;
let tried: string[];
let status: StatusKeeper;
let root: HTMLElement;

const who = {
  operatorName: 'Nadia R.',
  organisation: 'La Maison Numérique',
  signInWaitMs: 30_000,
};
const refused = (name: string) => () => {
  throw new ConnectError(name, Code.Unauthenticated);
};

beforeEach(async () => {
  speak('fr');
  tried = [];
  const clients = clientsOf(({ service }) => {
    service(Console, {
      getStatus: () => who,
      signIn: ({ passphrase }) => {
        tried.push(passphrase);
        return answer();
      },
    });
  });
  status = new StatusKeeper(clients);
  await status.refresh();
  root = await draw(<SignInPage clients={clients} status={status} />);
});

afterEach(() => {
  status.stop();
  vi.useRealTimers();
});

async function trySignIn(passphrase: string): Promise<void> {
  root.querySelector<HTMLInputElement>('#passphrase')!.value = passphrase;
  await act(() => root.querySelector('form')!.requestSubmit());
  await settled();
}

const problem = () => root.querySelector('[role=alert]')!.textContent;

describe('signing in', () => {
  it('tells whose key it is before it asks', () => {
    expect(root.textContent).toContain('Nadia R.');
    expect(root.textContent).toContain('La Maison Numérique');
    expect(document.activeElement?.id).toBe('passphrase');
  });

  it('learns the new status from the answer', async () => {
    answer = () => ({ ...who, signedIn: true });
    await trySignIn('soleil');
    expect(tried).toEqual(['soleil']);
    expect(status.state.get().status?.signedIn).toBe(true);
  });

  it('says in one sentence that the passphrase is wrong', async () => {
    answer = refused('wrong_passphrase');
    await trySignIn('lune');
    expect(problem()?.match(/\./g)).toHaveLength(1);
    expect(problem()).toMatch(/ wrong_passphrase$/);
    expect(button('Ouvrir la session')?.disabled).toBe(false);
  });

  it('counts the seconds that the console said down after too many tries', async () => {
    answer = refused('try_later');
    await trySignIn('lune');
    const seconds = Number(/réessayer dans (\d+) secondes/.exec(problem() ?? '')?.[1]);
    expect(seconds).toBeGreaterThan(25);
    expect(seconds).toBeLessThanOrEqual(30);
    expect(button('Ouvrir la session')?.disabled).toBe(true);
  });

  it('asks for patience when the console does not say how much', async () => {
    status.learn(create(StatusSchema, { ...who, signInWaitMs: 0 }));
    await settled();
    answer = refused('try_later');
    await trySignIn('lune');
    expect(problem()).toContain('Réessayez dans un instant');
    expect(button('Ouvrir la session')?.disabled).toBe(false);
  });

  it('says what is wrong when it is not the passphrase', async () => {
    answer = refused('internal');
    await trySignIn('soleil');
    expect(problem()).toContain('rencontré un problème');
  });
});
