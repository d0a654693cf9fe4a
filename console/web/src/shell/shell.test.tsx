// What stands over every page: news of the team, and that one is not let in any more.
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { button, click, draw, settled } from '../../tests/support/desk';
import { FakeTeam, words } from '../../tests/support/team';
import { operatorId } from '../../tests/fake/roster';
import type { Desk } from '../desk';
import { RosterChange_Kind as Kind } from '../gen/maintendue/local/v1/console_pb';
import { route } from '../route';
import { speak } from '../words/words';
import { Shell } from './view';

let team: FakeTeam;
let desk: Desk;

beforeEach(() => {
  speak('fr');
  route.set({ page: 'machines' });
  team = new FakeTeam();
  desk = team.desk();
});

async function showing(): Promise<void> {
  await desk.roster.load();
  await draw(
    <Shell>
      <h1>PC</h1>
    </Shell>,
    desk,
  );
  await settled();
}

const news = () => document.querySelector('[data-testid=team-news]');
const lines = () => [...(news()?.querySelectorAll('li') ?? [])].map((one) => one.textContent);
const link = () => document.querySelector('nav a[href="#/team"]')!;

describe('news of the team', () => {
  it('are told in words, until one says that one has seen them', async () => {
    team.roster.tell(Kind.ADDED, team.roster.of(operatorId.lea));
    await showing();
    expect(words()).toContain(
      'Léa Fontaine-Descombes rejoint l’équipe\u202f: médiation et atelier.',
    );
    expect(link().textContent).toContain('1 changement à lire');
    await click(button('J’ai vu'));
    expect(team.calls).toContain('read');
    expect(news()).toBeNull();
    expect(link().textContent).toBe('Équipe');
    expect(document.activeElement?.id).toBe('content');
  });

  it('are silent when there is nothing to tell', async () => {
    await showing();
    expect(news()).toBeNull();
    expect(document.querySelector('.team-notice')!.textContent).toBe('');
  });

  it('leave room for the day’s work, and stand in full on the page of the team', async () => {
    const { roster } = team;
    for (const one of roster.colleagues) roster.tell(Kind.NEW_KEY, one);
    await showing();
    expect(lines()).toHaveLength(4);
    roster.tell(Kind.ROSTER_KEY);
    await showing();
    expect(lines()).toHaveLength(4);
    expect(lines().at(-1)).toBe('et 2 autres changements');
    await act(() => route.set({ page: 'team' }));
    expect(lines()).toHaveLength(5);
    expect(news()!.querySelector('a')).toBeNull();
  });

  it('stay when it could not be noted that they were read', async () => {
    team.roster.tell(Kind.ROSTER_KEY);
    await showing();
    team.refuse.push('internal');
    await click(button('J’ai vu'));
    expect(news()!.textContent).toContain('réessayez dans un instant');
    await click(button('J’ai vu'));
    expect(news()).toBeNull();
  });
});

describe('the way to the team', () => {
  it('says where one is', async () => {
    await showing();
    expect(link().hasAttribute('aria-current')).toBe(false);
    await act(() => route.set({ page: 'team' }));
    expect(link().getAttribute('aria-current')).toBe('page');
    expect(document.querySelector('nav a[href="#/machines"]')!.hasAttribute('aria-current')).toBe(
      false,
    );
  });

  it('says that the list is about to end', async () => {
    team.roster.endsMs = Date.now() + 86_400_000;
    await showing();
    expect(link().textContent).toContain('liste bientôt finie');
  });
});

describe('one who is suspended', () => {
  it('reads so over every page, rather than that the relay refuses', async () => {
    await showing();
    expect(words()).not.toContain('Votre accès est suspendu');
    team.roster.self().suspended = true;
    await showing();
    const over = document.querySelector('[data-testid=line-broken]');
    expect(over!.textContent).toContain('Votre accès est suspendu');
  });
});
