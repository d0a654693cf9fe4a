// A family that wants no more help, a PC that is no longer its family's; and the hours that families read.
import { create } from '@bufbuild/protobuf';
import { Farewell, FarewellSaidSchema } from '../../src/gen/maintendue/v1/farewell_pb';
import { HoursSchema } from '../../src/gen/maintendue/v1/hours_pb';
import { dayOf } from '../../src/team/hours_text';
import type { FakeConsole } from '../fake/console';
import { machineId } from '../fake/people';
import type { Scene, Stage } from './scene';
import { asAdmin, inBoth, press, team } from './team_scenes';

const day = 86_400_000;

const said = (farewell: Farewell, notOurs = false) => (fake: FakeConsole) => {
  const atMs = BigInt(Date.now() - 3 * day);
  fake.change(machineId.ready, {
    farewell: create(FarewellSaidSchema, { farewell, atMs }),
    notOursMs: notOurs ? atMs : 0n,
  });
};

async function open({ page }: Stage): Promise<void> {
  await page.getByTestId(`machine-${machineId.ready}`).getByRole('link').click();
  await page.getByTestId('farewell').waitFor();
}

const opens = (weekday: number, from: number, until: number) => ({
  weekday,
  fromMinute: from * 60,
  untilMinute: until * 60,
});

function withHours(fake: FakeConsole): void {
  asAdmin(fake);
  const days = [1, 2, 3, 4, 5];
  fake.roster.hours = create(HoursSchema, {
    open: days.flatMap((weekday) => [opens(weekday, 9, 12), opens(weekday, 14, 17)]),
    closed: [{ firstDay: dayOf('2026-12-24')!, lastDay: dayOf('2027-01-03')! }],
  });
}

async function hours(stage: Stage): Promise<void> {
  await team(stage.page);
  await stage.page.getByTestId('hours').scrollIntoViewIfNeeded();
}

export const farewellScenes: Scene[] = [
  {
    name: 'machines-farewell',
    before: said(Farewell.NO_HELP),
    play: ({ page }) => page.getByTestId('farewell-chip').first().waitFor(),
  },
  ...inBoth('machine-no-help', { before: said(Farewell.NO_HELP), play: open }),
  { name: 'machine-not-ours', before: said(Farewell.NOT_OURS, true), play: open },
  { name: 'machine-taken-back', before: said(Farewell.UNSPECIFIED, true), play: open },
  { name: 'team-hours', before: withHours, play: hours },
  ...inBoth('team-hours-change', {
    before: withHours,
    play: async (stage) => {
      await team(stage.page);
      await press(stage.page, /^(Changer les horaires|Change the hours)$/);
    },
  }),
];
