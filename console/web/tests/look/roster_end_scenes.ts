// The page of the team when its list has ended, and what stands in the list beside the people.
import { RelayState } from '../../src/gen/maintendue/local/v1/console_pb';
import type { FakeConsole } from '../fake/console';
import { month, operatorId } from '../fake/roster';
import type { Scene } from './scene';
import { asAdmin, inBoth, manage, press, team } from './team_scenes';

const day = 86_400_000;

const ended = ({ roster }: FakeConsole) => {
  roster.endsMs = Date.now() - 2 * day;
  roster.madeMs = roster.endsMs - 13 * month;
};

export const rosterEndScenes: Scene[] = [
  ...inBoth('team-over-deputy', {
    before: (fake) => {
      ended(fake);
      fake.roster.of(operatorId.nadia).deputy = true;
      fake.relay = RelayState.REFUSED;
    },
    play: ({ page }) => team(page),
  }),
  {
    name: 'team-extend',
    before: (fake) => {
      ended(fake);
      fake.roster.of(operatorId.nadia).deputy = true;
    },
    play: async ({ page }) => {
      await team(page);
      await press(page, /^Prolonger$/);
    },
  },
  {
    name: 'team-extended',
    before: (fake) => {
      ended(fake);
      fake.roster.of(operatorId.lea).deputy = true;
      fake.roster.extendedUntilMs = fake.roster.endsMs + month;
    },
    play: ({ page }) => team(page),
  },
  {
    name: 'team-deputy',
    before: (fake) => {
      asAdmin(fake);
      fake.roster.of(operatorId.lea).deputy = true;
    },
    play: ({ page }) => manage(page, /Modifier ?: Nadia/, /^Confier la suppléance$/),
  },
  ...inBoth('team-phone', {
    before: asAdmin,
    play: async ({ page }) => {
      await team(page);
      await press(page, /^(Changer|Change)$/);
    },
  }),
];
