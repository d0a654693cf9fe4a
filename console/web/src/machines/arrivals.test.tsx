import '../../tests/support/dialog';
import { create } from '@bufbuild/protobuf';
import { beforeEach, describe, expect, it } from 'vitest';
import { button, click, clientsOf, deskOf, draw, settled } from '../../tests/support/desk';
import {
  Console,
  StatusSchema,
  type AdmitMachineRequest,
} from '../gen/maintendue/local/v1/console_pb';
import { Role } from '../gen/maintendue/v1/options_pb';
import { speak } from '../words/words';
import { Arrivals } from './arrivals';

const one = {
  keyHash: new Uint8Array([1, 2]),
  hostname: '<b>salon</b>',
  sinceMs: 1_000_000n,
  checkNumber: '123 456',
};
let judged: AdmitMachineRequest[];

async function showing(status: object, role = Role.MEDIATOR): Promise<HTMLElement> {
  judged = [];
  const desk = deskOf(
    clientsOf(({ service }) => {
      service(Console, {
        listNewMachines: () => ({ machines: [one] }),
        admitMachine: (request) => {
          judged.push(request);
          return {};
        },
        offerCode: () => ({ enrolmentCode: '7KQ4M-2XHTW', endsMs: 2_000_000n }),
      });
    }),
  );
  desk.status.learn(create(StatusSchema, { signedIn: true, roles: [role], ...status }));
  desk.status.stop();
  const root = await draw(<Arrivals now={1_060_000} />, desk);
  await settled();
  return root;
}

beforeEach(() => speak('fr'));

describe('PCs already with a family', () => {
  it('are nothing to a console that knows no enrolment, nor to an administrator', async () => {
    expect((await showing({})).textContent).toBe('');
    expect((await showing({ offersCodes: true }, Role.ADMIN)).textContent).toBe('');
  });

  it('wait with the digits that they show, whatever they call themselves', async () => {
    const root = await showing({ offersCodes: true });
    expect(root.textContent).toContain('<b>salon</b>');
    expect(root.textContent).toContain('123 456');
  });

  it('are admitted or turned away', async () => {
    const root = await showing({ offersCodes: true });
    await click(button('Admettre'));
    expect(judged).toMatchObject([{ keyHash: one.keyHash, admit: true }]);
    expect(root.querySelectorAll('li')).toHaveLength(0);
    await showing({ offersCodes: true });
    await click(button('Refuser'));
    expect(judged).toMatchObject([{ admit: false }]);
  });

  it('are given a code, shown once', async () => {
    await showing({ offersCodes: true });
    await click(button('Donner un code'));
    expect(document.querySelector('[data-testid=code]')?.textContent).toBe('7KQ4M-2XHTW');
  });
});
