// `npm run fake`: the built pages to try by hand. The passphrase is "soleil"; the family says yes after a
// few seconds, to everything. `ADMIN=1 npm run fake` is the console of an administrator with the roster key.
import { fileURLToPath } from 'node:url';
import { EndReason, Scope } from '../../src/gen/maintendue/v1/session_pb';
import { FakeConsole } from './console';
import { helpNow } from './help';
import { operatorId } from './roster';
import type { FakeSession } from './session';

const fake = new FakeConsole(fileURLToPath(new URL('../../dist', import.meta.url)));
fake.help = helpNow(Date.now());
if (process.env['ADMIN']) {
  fake.roster.be(operatorId.camille);
  fake.roster.canChange = true;
}
fake.onSession = (session) => {
  const moving = setInterval(() => session.desktop?.tick(), 100);
  session.onSay = (say) => {
    if (say.case === 'open') open(session);
    if (say.case === 'ask' && say.value === Scope.VIEW)
      later(session.asksToSee, () => session.shows());
    if (say.case === 'ask' && say.value === Scope.CONTROL) {
      later(
        () => session.asksForMouse(),
        () => session.handsOver(),
      );
    }
    if (say.case === 'giveBack') session.shows();
    if (say.case === 'end') {
      clearInterval(moving);
      session.ends(EndReason.OPERATOR);
    }
  };
};
setInterval(
  () => fake.tell({ case: 'heartbeat', value: { $typeName: 'maintendue.v1.Heartbeat' } }),
  20_000,
);
console.log(`READY url=${await fake.start()}`);

function open(session: FakeSession): void {
  later(session.calling, session.securing, session.asksToSee, () => session.shows());
}

function later(...steps: (() => void)[]): void {
  steps.forEach((step, index) => setTimeout(step, index * 1200));
}
