// Suspending a colleague or oneself: said before what it means, and that it cannot be undone.
import { beforeEach, describe, expect, it } from 'vitest';
import { button, click, settled } from '../../tests/support/desk';
import { dialog, type FakeTeam, words } from '../../tests/support/team';
import { drawTeam, teamAndDesk } from '../../tests/support/team_page';
import { operatorId } from '../../tests/fake/roster';
import type { Desk } from '../desk';

let team: FakeTeam;
let desk: Desk;

beforeEach(async () => {
  ({ team, desk } = teamAndDesk());
  await drawTeam(desk);
  return () => {
    desk.status.stop();
    desk.roster.stop();
  };
});

const open = (id: string) => click(document.querySelector(`[data-testid=colleague-${id}] button`));
const said = () => dialog()!.textContent;
const outcome = () => document.querySelector('[data-testid=team-outcome]')?.textContent;
const inDialog = (name: string) =>
  [...dialog()!.querySelectorAll('button')].find((one) => one.textContent === name)!;

describe('suspending oneself', () => {
  it('is explained, and begins at the way out', async () => {
    await open(operatorId.nadia);
    expect(said()).toContain('déconnectée du relais de l’association');
    expect(said()).toContain('Vous ne pourrez pas revenir en arrière');
    expect(said()).toContain('seule une personne qui administre');
    expect(document.activeElement).toBe(inDialog('Annuler'));
    await click(inDialog('Annuler'));
    expect(dialog()).toBeNull();
    expect(team.calls).not.toContain('suspend');
  });

  it('counts at once', async () => {
    await open(operatorId.nadia);
    await click(inDialog('Suspendre mon accès'));
    expect(team.roster.self().suspended).toBe(true);
    expect(dialog()).toBeNull();
    expect(words()).toContain('Accès suspendu');
    // Nobody needs to be told what she just did herself.
    expect(team.roster.changes).toEqual([]);
  });

  it('is warned of when nobody could lift it', async () => {
    team.roster.be(operatorId.camille);
    await desk.roster.load();
    await settled();
    await open(operatorId.camille);
    expect(said()).toContain('ne pourra être levée depuis aucune console');
  });
});

describe('suspending somebody else', () => {
  it('is a request that a second person has to make too', async () => {
    await open(operatorId.samir);
    expect(said()).toContain('dès qu’une deuxième personne');
    expect(said()).toContain('Vous ne pourrez pas retirer votre demande');
    await click(button('Demander la suspension'));
    expect(team.roster.of(operatorId.samir)).toMatchObject({ suspensions: 1, suspended: false });
    expect(outcome()).toContain('une deuxième personne doit maintenant');
    expect(words()).toContain('Suspension demandée par vous');
    // Once is enough.
    expect(document.querySelector(`[data-testid=colleague-${operatorId.samir}] button`)).toBeNull();
  });

  it('counts at once as the second, and says so before', async () => {
    team.roster.stated(operatorId.samir);
    await desk.roster.load();
    await settled();
    await open(operatorId.samir);
    expect(said()).toContain('cela fait deux');
    await click(button('Suspendre cet accès'));
    expect(team.roster.of(operatorId.samir).suspended).toBe(true);
    expect(outcome()).toContain('est suspendu');
  });

  it('is kept while the relay does not answer, and says so', async () => {
    team.relayThere = false;
    await open(operatorId.samir);
    await click(button('Demander la suspension'));
    expect(dialog()).toBeNull();
    expect(outcome()).toContain('gardée sur ce PC');
    expect(words()).toContain('Suspension demandée par vous');
  });

  it('says that nothing happened when the console fails, and can be tried again', async () => {
    team.refuse.push('internal');
    await open(operatorId.samir);
    await click(button('Demander la suspension'));
    expect(said()).toContain('rien n’a changé');
    await click(button('Demander la suspension'));
    expect(team.roster.of(operatorId.samir).suspensions).toBe(1);
  });

  it('says so when she is gone meanwhile', async () => {
    await open(operatorId.samir);
    team.roster.colleagues = team.roster.colleagues.filter((one) => one.name !== 'Samir T.');
    await click(button('Demander la suspension'));
    expect(dialog()).toBeNull();
    expect(outcome()).toContain('n’est plus dans la liste');
  });
});
