// What administrators do about the team, from the button to the console and back.
import { beforeEach, describe, expect, it } from 'vitest';
import { button, click, settled } from '../../tests/support/desk';
import {
  dialog,
  type FakeTeam,
  fieldOf,
  ownPassphrase,
  plain,
  submit,
  words,
  write,
} from '../../tests/support/team';
import { drawTeam, teamAndDesk } from '../../tests/support/team_page';
import { operatorId } from '../../tests/fake/roster';
import type { Desk } from '../desk';
import { Role } from '../gen/maintendue/v1/options_pb';

let team: FakeTeam;
let desk: Desk;

beforeEach(async () => {
  ({ team, desk } = teamAndDesk());
  team.roster.be(operatorId.camille);
  team.roster.canChange = true;
  await desk.status.refresh();
  await drawTeam(desk);
  return () => {
    desk.status.stop();
    desk.roster.stop();
  };
});

const own = 'Votre phrase de passe à vous, pour signer';
const problem = () => document.querySelector('[data-testid=order-problem]')?.textContent;
const outcome = () => plain(document.querySelector('[data-testid=team-outcome]')?.textContent);
const box = (role: Role) => document.querySelector<HTMLInputElement>(`input[value="${role}"]`)!;
const changes = () => team.calls.filter((call) => call === 'change').length;

async function manage(id: string, what: string): Promise<void> {
  await click(document.querySelector(`[data-testid=colleague-${id}] button`));
  await click(button(what));
}

async function sign(passphrase = ownPassphrase): Promise<void> {
  await write(own, passphrase);
  await submit();
}

async function adding(): Promise<void> {
  await click(button('Ajouter une personne'));
  await write('Son nom', ' Inès M. ');
  await click(button('Proposer quatre mots'));
}

describe('adding somebody', () => {
  it('signs name, roles and passphrase, and tells what to hand over and how', async () => {
    await adding();
    await click(box(Role.SUPPORT));
    const given = fieldOf('Sa phrase de passe').value;
    await sign();
    const ines = team.roster.colleagues.at(-1)!;
    expect(ines).toMatchObject({ name: 'Inès M.', roles: [Role.MEDIATOR, Role.SUPPORT] });
    expect(dialog()!.textContent).toContain('/operateurs/ines-m');
    expect(dialog()!.textContent).toContain('par un autre chemin');
    expect(dialog()!.textContent).not.toContain(given);
    await click(document.querySelector('[aria-label="Afficher la phrase de passe"]'));
    expect(dialog()!.textContent).toContain(given);
    await click(button('C’est noté'));
    expect(dialog()).toBeNull();
    expect(words()).toContain('Inès M.');
    expect(words()).not.toContain(given);
  });

  it('says all that is wrong at its own field, and asks the console nothing', async () => {
    await click(button('Ajouter une personne'));
    await click(box(Role.MEDIATOR));
    await write('Sa phrase de passe', 'court');
    await sign();
    expect(words()).toContain('Écrivez un nom.');
    expect(words()).toContain('Cochez au moins un rôle.');
    expect(words()).toContain('trop courte');
    expect(document.activeElement).toBe(fieldOf('Son nom'));
    expect(changes()).toBe(0);
    await write('Son nom', 'Inès');
    await click(box(Role.SUPPORT));
    await write('Sa phrase de passe', 'assez longue');
    await write('Sa phrase de passe, encore une fois', 'assez longuf');
    await submit();
    expect(words()).not.toContain('Écrivez un nom.');
    expect(words()).toContain('ne sont pas les mêmes');
    expect(document.activeElement).toBe(fieldOf('Sa phrase de passe, encore une fois'));
    expect(changes()).toBe(0);
  });

  it('wants one’s own passphrase, and keeps what was typed when it is wrong', async () => {
    await adding();
    const given = fieldOf('Sa phrase de passe').value;
    await submit();
    expect(problem()).toContain('Tapez votre phrase de passe');
    expect(changes()).toBe(0);
    await sign('lune');
    expect(problem()).toContain('Ce n’est pas votre phrase de passe');
    expect(problem()).toContain('rien n’a changé');
    expect(fieldOf(own).getAttribute('aria-invalid')).toBe('true');
    expect([fieldOf('Son nom').value, fieldOf('Sa phrase de passe').value]).toEqual([
      ' Inès M. ',
      given,
    ]);
    await sign();
    expect(dialog()!.textContent).toContain('est dans l’équipe');
  });

  it('shows both passphrases or none', async () => {
    await click(button('Ajouter une personne'));
    const types = () =>
      ['Sa phrase de passe', 'Sa phrase de passe, encore une fois', own].map(
        (label) => fieldOf(label).type,
      );
    expect(types()).toEqual(['password', 'password', 'password']);
    await click(button('Proposer quatre mots'));
    expect(types()).toEqual(['text', 'text', 'password']);
  });
});

describe('a refusal of the console', () => {
  const cases = [
    ['relay_unreachable', 'Le relais ne répond pas\u202f: rien n’a été changé'],
    ['overloaded', 'Le relais a trop à faire\u202f: rien n’a été changé'],
    ['not_allowed', 'n’a pas le droit de faire ce changement'],
    ['bad_message', 'n’a pas accepté ce qui est écrit'],
    ['timed_out', 'le changement est peut-être fait'],
    ['internal', 'regardez la liste avant de recommencer'],
  ] as const;
  it.each(cases)('%s is one sentence, and the window stays', async (name, sentence) => {
    await click(button('Renouveler'));
    team.refuse.push(name);
    await sign();
    expect(problem()).toContain(sentence);
    expect(problem()!.match(/\.(\s|$)/g)).toHaveLength(1);
    expect(problem()).toMatch(new RegExp(` ${name}$`));
    expect(dialog()).not.toBeNull();
    expect(button('Renouveler pour 13 mois')!.disabled).toBe(false);
  });

  it('for too many tries counts the seconds down', async () => {
    await click(button('Renouveler'));
    team.refuse.push('try_later');
    await sign('lune');
    expect(problem()).toMatch(/réessayer dans (29|30) secondes/);
    expect(button('Renouveler pour 13 mois')!.disabled).toBe(true);
    await submit();
    expect(changes()).toBe(1);
  });

  it('for a list that moved shows the new one, and that nothing was changed', async () => {
    team.roster.elsewhere = () => {
      team.roster.of(operatorId.lea).name = 'Léa Nouveau';
    };
    await click(button('Renouveler'));
    await sign();
    expect(dialog()).toBeNull();
    expect(outcome()).toContain('Quelqu’un d’autre a changé la liste');
    expect(words()).toContain('Léa Nouveau');
  });

  it('for somebody who is gone says so', async () => {
    await manage(operatorId.samir, 'Retirer de l’équipe');
    team.roster.colleagues = team.roster.colleagues.filter((one) => one.name !== 'Samir T.');
    await sign();
    expect(outcome()).toContain('n’est plus dans la liste');
    expect(words()).not.toContain('Samir T.');
  });
});

describe('other orders', () => {
  it('give other roles, and not the same ones', async () => {
    await manage(operatorId.samir, 'Changer les rôles');
    expect(box(Role.SUPPORT).checked).toBe(true);
    await sign();
    expect(words()).toContain('Rien n’a changé');
    expect(changes()).toBe(0);
    await click(box(Role.MEDIATOR));
    await submit();
    expect(team.roster.of(operatorId.samir).roles).toEqual([Role.MEDIATOR, Role.SUPPORT]);
    expect(outcome()).toBe('Les rôles de Samir T. sont changés.');
  });

  it('leave the last administrator that role', async () => {
    await manage(operatorId.camille, 'Changer les rôles');
    expect(box(Role.ADMIN).disabled).toBe(true);
    expect(box(Role.MEDIATOR).disabled).toBe(false);
  });

  it('warn who gives up her own role', async () => {
    team.roster.of(operatorId.samir).roles.push(Role.ADMIN);
    await desk.roster.load();
    await settled();
    await manage(operatorId.camille, 'Changer les rôles');
    await click(box(Role.ADMIN));
    expect(words()).toContain('vous ne pourrez plus changer cette liste');
  });

  it('remove somebody, after saying what that means', async () => {
    await manage(operatorId.samir, 'Retirer de l’équipe');
    expect(dialog()!.textContent).toContain('en moins d’une minute');
    const content = document.body.appendChild(document.createElement('main'));
    content.id = 'content';
    content.tabIndex = -1;
    await sign();
    // The row is gone with its button: one is at the page, not nowhere.
    expect(document.activeElement).toBe(content);
    expect(team.roster.colleagues.map((one) => one.operatorId)).not.toContain(operatorId.samir);
    expect(outcome()).toBe('Samir T. n’est plus dans l’équipe.');
  });

  it('make a new key for somebody who lost hers', async () => {
    await manage(operatorId.samir, 'Donner une nouvelle clé');
    expect(words()).toContain('de vive voix');
    await click(button('Proposer quatre mots'));
    await sign();
    expect(dialog()!.textContent).toContain('/operateurs/samir-t');
  });

  it('lift a suspension', async () => {
    team.roster.of(operatorId.samir).suspended = true;
    await desk.roster.load();
    await settled();
    await manage(operatorId.samir, 'Lever la suspension');
    await sign();
    expect(team.roster.of(operatorId.samir).suspended).toBe(false);
    expect(outcome()).toContain('a retrouvé son accès');
  });

  it('set aside a suspension that one person alone has asked for', async () => {
    team.roster.stated(operatorId.samir);
    await desk.roster.load();
    await settled();
    await manage(operatorId.samir, 'Écarter la demande');
    expect(dialog()!.textContent).toContain('de nouveau deux personnes');
    await sign();
    expect(team.roster.of(operatorId.samir).suspensions).toBe(0);
    expect(outcome()).toContain('est écartée');
  });

  it('renew the list', async () => {
    const before = team.roster.endsMs;
    await click(button('Renouveler'));
    await sign();
    expect(team.roster.endsMs).toBeGreaterThan(before);
    expect(outcome()).toMatch(/renouvelée jusqu’au \d+/);
  });

  it('are no news to who gave them, unless there was something to read already', async () => {
    await manage(operatorId.samir, 'Retirer de l’équipe');
    await sign();
    expect(team.roster.changes).toEqual([]);
    team.roster.tell(8);
    await desk.roster.load();
    await settled();
    await manage(operatorId.lea, 'Retirer de l’équipe');
    await sign();
    expect(team.roster.changes).toHaveLength(2);
  });

  it('are dropped when the window is closed', async () => {
    await manage(operatorId.samir, 'Retirer de l’équipe');
    await write(own, ownPassphrase);
    await click(button('Annuler'));
    expect(dialog()).toBeNull();
    expect(changes()).toBe(0);
  });
});
