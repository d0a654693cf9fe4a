// A list that has ended: who may renew it, who may let it go on, and what everybody else reads.
import { beforeEach, describe, expect, it } from 'vitest';
import { button, click, settled } from '../../tests/support/desk';
import {
  dialog,
  type FakeTeam,
  ownPassphrase,
  plain,
  submit,
  words,
  write,
} from '../../tests/support/team';
import { drawTeam, teamAndDesk } from '../../tests/support/team_page';
import { month, operatorId } from '../../tests/fake/roster';
import type { Desk } from '../desk';
import { Role } from '../gen/maintendue/v1/options_pb';

const day = 86_400_000;
let team: FakeTeam;
let desk: Desk;
let root: HTMLElement;

beforeEach(() => {
  ({ team, desk } = teamAndDesk());
});

async function showing(): Promise<void> {
  root = await drawTeam(desk);
}

const asAdmin = () => {
  team.roster.be(operatorId.camille);
  team.roster.canChange = true;
};
const ended = (ago = day) => (team.roster.endsMs = Date.now() - ago);
const notice = () => plain(root.querySelector('[data-testid=team-ending]')?.textContent);
const manage = (id: string) => root.querySelector(`[data-testid=colleague-${id}] button`)!;

describe('a list that has ended', () => {
  it('is let go on by the deputy, and says until when', async () => {
    ended();
    team.roster.of(operatorId.nadia).deputy = true;
    await showing();
    expect(notice()).toContain('Vous assurez la suppléance');
    await click(button('Prolonger'));
    expect(words()).toContain('Cela ne peut se faire qu’une fois');
    await click(button('Prolonger la liste'));
    await settled();
    expect(dialog()).toBeNull();
    expect(team.roster.extendedUntilMs).toBe(team.roster.endsMs + month);
    expect(notice()).toContain('Nadia R. l’a prolongée');
    expect(notice()).not.toContain('Prolonger');
    expect(team.roster.changes).toEqual([]);
  });

  it('keeps the word of a deputy whose relay does not answer', async () => {
    ended();
    team.relayThere = false;
    team.roster.of(operatorId.nadia).deputy = true;
    await showing();
    await click(button('Prolonger'));
    await click(button('Prolonger la liste'));
    await settled();
    expect(dialog()).toBeNull();
    expect(words()).toContain('votre prolongation est gardée');
  });

  it('is nobody else’s to let go on: it says whose', async () => {
    ended();
    team.roster.of(operatorId.lea).deputy = true;
    await showing();
    expect(button('Prolonger')).toBeUndefined();
    expect(notice()).toContain('Léa Fontaine-Descombes assure la suppléance');
    expect(notice()).toContain('Prévenez Camille B.');
  });

  it('is not let go on by a deputy who is suspended, nor after thirty days', async () => {
    ended();
    const nadia = team.roster.of(operatorId.nadia);
    nadia.deputy = nadia.suspended = true;
    await showing();
    expect(button('Prolonger')).toBeUndefined();
    nadia.suspended = false;
    ended(month + day);
    await showing();
    expect(button('Prolonger')).toBeUndefined();
    expect(notice()).not.toContain('suppléance');
  });

  it('is renewed by whoever holds its key', async () => {
    asAdmin();
    ended();
    await showing();
    await click(button('Renouveler'));
    await write('Votre phrase de passe à vous, pour signer', ownPassphrase);
    await submit();
    expect(team.roster.endsMs).toBeGreaterThan(Date.now());
    expect(notice()).toBe('');
  });
});

describe('the deputy', () => {
  it('is named by an administrator, one at a time, and stands in the list', async () => {
    asAdmin();
    team.roster.of(operatorId.lea).deputy = true;
    await showing();
    await click(manage(operatorId.nadia));
    await click(button('Confier la suppléance'));
    expect(words()).toContain('Léa Fontaine-Descombes ne l’assurera plus');
    await write('Votre phrase de passe à vous, pour signer', ownPassphrase);
    await submit();
    expect(team.roster.of(operatorId.nadia).deputy).toBe(true);
    expect(team.roster.of(operatorId.lea).deputy).toBe(false);
    expect(root.querySelector(`[data-testid=colleague-${operatorId.nadia}]`)!.textContent).toContain(
      'suppléance',
    );
    expect(team.roster.changes).toEqual([]);
  });

  it('is one no more when an administrator says so', async () => {
    asAdmin();
    team.roster.of(operatorId.nadia).deputy = true;
    await showing();
    await click(manage(operatorId.nadia));
    await click(button('Retirer la suppléance'));
    await write('Votre phrase de passe à vous, pour signer', ownPassphrase);
    await submit();
    expect(team.roster.of(operatorId.nadia).deputy).toBe(false);
    expect(words()).toContain('Personne n’assure plus la suppléance');
  });
});

describe('the number that families read', () => {
  it('is shown to everybody and changed by an administrator', async () => {
    await showing();
    expect(words()).toContain('02 99 00 00 00');
    expect(button('Changer')).toBeUndefined();
    asAdmin();
    await showing();
    await click(button('Changer'));
    await write('Numéro de téléphone', '02.99');
    await write('Votre phrase de passe à vous, pour signer', ownPassphrase);
    await submit();
    expect(words()).toContain('Des chiffres et des espaces');
    expect(team.calls).not.toContain('change');
    await write('Numéro de téléphone', '+33 2 99 11 11 11');
    await submit();
    expect(team.roster.phone).toBe('+33 2 99 11 11 11');
    expect(words()).toContain('Les familles liront ce numéro\u202f: +33 2 99 11 11 11');
  });

  it('says that there is none', async () => {
    team.roster.phone = '';
    await showing();
    expect(words()).toContain('Aucun numéro');
    expect(team.roster.self().roles).not.toContain(Role.ADMIN);
  });
});
