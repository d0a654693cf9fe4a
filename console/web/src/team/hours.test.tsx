// The hours that families read: shown to everybody, changed by an administrator.
import { create } from '@bufbuild/protobuf';
import { beforeEach, describe, expect, it } from 'vitest';
import { operatorId } from '../../tests/fake/roster';
import { button, click } from '../../tests/support/desk';
import { dialog, type FakeTeam, ownPassphrase, plain, submit, words, write } from '../../tests/support/team';
import { drawTeam, teamAndDesk } from '../../tests/support/team_page';
import type { Desk } from '../desk';
import { HoursSchema } from '../gen/maintendue/v1/hours_pb';
import { dayOf, dayText } from './hours_text';

let team: FakeTeam;
let desk: Desk;
let root: HTMLElement;

beforeEach(() => {
  ({ team, desk } = teamAndDesk());
  team.roster.be(operatorId.camille);
  team.roster.canChange = true;
});

const foot = () => plain(root.querySelector('[data-testid=hours]')?.textContent);
const sign = async () => {
  await write('Votre phrase de passe à vous, pour signer', ownPassphrase);
  await submit();
};

describe('the hours that families read', () => {
  it('are nobody’s until they are said', async () => {
    root = await drawTeam(desk);
    expect(foot()).toContain('Aucun horaire');
  });

  it('are written a day a line, and copied over the week', async () => {
    root = await drawTeam(desk);
    await click(button('Changer les horaires'));
    await write('lundi', '9h-12h 14h-17h');
    await click(button('Mardi à vendredi'));
    await write('mercredi', '');
    await sign();
    expect(dialog()).toBeNull();
    expect([1, 2, 3, 6].map((day) => dayText(team.roster.hours.open, day))).toEqual([
      '9h-12h 14h-17h',
      '9h-12h 14h-17h',
      '',
      '',
    ]);
    expect(words()).toContain('Les familles liront ces horaires.');
    expect(foot()).toContain('mercredifermé');
  });

  it('say at which line they can’t be read, and sign nothing', async () => {
    root = await drawTeam(desk);
    await click(button('Changer les horaires'));
    await write('mardi', 'le matin');
    await sign();
    expect(words()).toContain('dans l’ordre, trois fois par jour au plus');
    expect(document.activeElement?.id).toBe('hours-2');
    expect(team.calls).not.toContain('change');
    await write('mardi', '9-12');
    await submit();
    expect(dayText(team.roster.hours.open, 2)).toBe('9h-12h');
  });

  it('are not then on closed days, of which those that are over are not shown', async () => {
    const closed = [
      { firstDay: 10, lastDay: 12 },
      { firstDay: dayOf('2099-12-24')!, lastDay: dayOf('2100-01-03')! },
    ];
    const open = [{ weekday: 1, fromMinute: 540, untilMinute: 720 }];
    team.roster.hours = create(HoursSchema, { open, closed });
    root = await drawTeam(desk);
    expect(foot()).toContain('Fermé du 24 décembre 2099 au 3 janvier 2100');
    expect(foot()).not.toContain('1970');
    await click(button('Changer les horaires'));
    await click([...document.querySelectorAll('.closure button')].at(-1)!);
    await sign();
    expect(team.roster.hours.closed).toHaveLength(1);
  });
});
