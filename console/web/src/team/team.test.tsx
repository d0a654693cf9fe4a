// The page of the team over the contract's own rules.
import { beforeEach, describe, expect, it } from 'vitest';
import { button, click, draw, settled } from '../../tests/support/desk';
import { type FakeTeam } from '../../tests/support/team';
import { drawTeam, teamAndDesk } from '../../tests/support/team_page';
import { operatorId } from '../../tests/fake/roster';
import type { Desk } from '../desk';
import { TeamPage } from './view';

let team: FakeTeam;
let desk: Desk;
let root: HTMLElement;

beforeEach(() => {
  ({ team, desk } = teamAndDesk());
});

async function showing(): Promise<void> {
  root = await drawTeam(desk);
}

const row = (id: string) => root.querySelector(`[data-testid=colleague-${id}]`)!;
const rows = () => [...root.querySelectorAll('.colleague strong')].map((one) => one.textContent);
const notice = (id: string) => root.querySelector(`[data-testid=${id}]`)?.textContent;

describe('the list of the team', () => {
  it('shows oneself first, with roles in words and when each console confirmed it', async () => {
    await showing();
    expect(rows()).toEqual(['Nadia R.', 'Camille B.', 'Léa Fontaine-Descombes', 'Samir T.']);
    expect(row(operatorId.nadia).textContent).toContain('vous');
    expect(row(operatorId.camille).textContent).toContain('médiation et administration');
    expect(row(operatorId.nadia).textContent).toContain('Liste confirmée il y a 24 minutes');
    expect(row(operatorId.lea).textContent).toContain('N’a pas encore confirmé la liste');
    expect(row(operatorId.nadia).querySelector('time')!.title).toMatch(/20\d\d/);
  });

  it('shows a name as text, whatever it is', async () => {
    team.roster.of(operatorId.samir).name = '<b>Samir</b>';
    await showing();
    expect(root.querySelector('.colleague strong b')).toBeNull();
    expect(rows()).toContain('<b>Samir</b>');
  });

  it('says who is out, and who would be after one more word', async () => {
    team.roster.of(operatorId.lea).suspended = true;
    team.roster.of(operatorId.samir).suspensions = 1;
    await showing();
    expect(row(operatorId.lea).textContent).toContain('Accès suspendu');
    expect(row(operatorId.lea).querySelector('button')).toBeNull();
    expect(row(operatorId.samir).textContent).toContain('il en faut une deuxième');
  });

  it('has words while it comes, when it does not, and asks again on demand', async () => {
    root = await draw(<TeamPage />, desk);
    expect(root.querySelector('h1')?.textContent).toBe('Équipe');
    expect(root.querySelector('.waiting')).not.toBeNull();
    desk.roster.state.set({ roster: undefined, failure: 'internal' });
    await settled();
    expect(notice('team-failed')).toContain('n’a pas pu être lue');
    await click(button('Réessayer'));
    expect(rows()).toHaveLength(4);
  });

  it('says that it may be old when the last question was not answered', async () => {
    await showing();
    desk.roster.state.set({ ...desk.roster.state.get(), failure: 'console_gone' });
    await settled();
    expect(root.textContent).toContain('peut dater');
    expect(rows()).toHaveLength(4);
  });

  it('tells one who is alone why that is not good', async () => {
    team.roster.colleagues = [team.roster.self()];
    await showing();
    expect(notice('team-alone')).toContain('deuxième personne');
  });

  it('says until when it counts, and from two months before whom to tell', async () => {
    await showing();
    expect(root.textContent).toMatch(/valable jusqu’au \d+/);
    expect(notice('team-ending')).toBeUndefined();
    team.roster.endsMs = Date.now() + 50 * 86_400_000;
    await showing();
    expect(notice('team-ending')).toMatch(/se termine le .*Prévenez.*Camille B/);
    team.roster.endsMs = Date.now() - 1;
    await showing();
    expect(notice('team-ending')).toContain('Plus aucun PC ne laisse entrer personne');
  });
});

describe('what the page offers', () => {
  it('is suspension to everybody, and whom to ask for the rest', async () => {
    await showing();
    expect(root.querySelectorAll('.colleague button')).toHaveLength(4);
    expect(button('Ajouter')).toBeUndefined();
    expect(button('Renouveler')).toBeUndefined();
    expect(root.textContent).toMatch(/Demandez à .*Camille B/);
  });

  it('is no change for an administrator without the key, who reads why', async () => {
    team.roster.be(operatorId.camille);
    await showing();
    expect(button('Ajouter')).toBeUndefined();
    expect(notice('team-no-key')).toContain('la clé qui signe la liste');
  });

  it('is nothing to one who is suspended herself', async () => {
    team.roster.be(operatorId.camille);
    team.roster.canChange = true;
    team.roster.of(operatorId.camille).suspended = true;
    await showing();
    expect(root.querySelectorAll('.colleague button')).toHaveLength(0);
    expect(button('Ajouter')).toBeUndefined();
    expect(notice('team-no-key')).toBeUndefined();
  });

  it('is everything to the administrator with the key, but never her own end', async () => {
    team.roster.be(operatorId.camille);
    team.roster.canChange = true;
    await showing();
    const offers = async (id: string) => {
      const manage = row(id).querySelector('button')!;
      await click(manage);
      const words = [...row(id).querySelectorAll('.manage button')].map((one) => one.textContent);
      await click(manage);
      return words;
    };
    expect(await offers(operatorId.samir)).toEqual([
      'Changer les rôles',
      'Donner une nouvelle clé',
      'Confier la suppléance',
      'Suspendre',
      'Retirer de l’équipe',
    ]);
    expect(await offers(operatorId.camille)).toEqual(['Changer les rôles', 'Suspendre mon accès']);
    team.roster.of(operatorId.samir).suspended = true;
    await showing();
    expect(await offers(operatorId.samir)).toEqual([
      'Changer les rôles',
      'Donner une nouvelle clé',
      'Lever la suspension',
      'Retirer de l’équipe',
    ]);
  });

  it('says which row its button is about', async () => {
    await showing();
    const names = [...root.querySelectorAll('.colleague button')].map((one) =>
      one.getAttribute('aria-label'),
    );
    expect(names).toEqual([
      'Suspendre mon accès',
      'Suspendre l’accès de Camille B.',
      'Suspendre l’accès de Léa Fontaine-Descombes',
      'Suspendre l’accès de Samir T.',
    ]);
  });
});
