// PCs that nobody knows, or that another stands for, and how one is made sure of by phone.
import { create } from '@bufbuild/protobuf';
import {
  MachineStanding_State as State,
  MachineStandingSchema,
} from '../../src/gen/maintendue/local/v1/console_pb';
import {
  ConsoleTells_Phase as Phase,
  ConsoleTells_VerifyStep as Step,
} from '../../src/gen/maintendue/local/v1/session_socket_pb';
import { EndReason } from '../../src/gen/maintendue/v1/session_pb';
import { VerifiedHow } from '../../src/gen/maintendue/v1/machine_record_pb';
import { known, machineId } from '../fake/people';
import type { FakeConsole } from '../fake/console';
import type { Scene, Stage } from './scene';

const stands = (state: State, more: object = {}) => (fake: FakeConsole) => {
  const id = machineId.ready;
  fake.standings.set(id, create(MachineStandingSchema, { ...known(id), state, ...more }));
};

async function open({ page }: Stage): Promise<void> {
  await page.getByTestId(`machine-${machineId.ready}`).getByRole('link').click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function verify(stage: Stage, step: Step, more: object = {}) {
  await open(stage);
  await stage.page.getByRole('button', { name: /Reconnaître ce PC|Verify this PC/ }).click();
  const session = await stage.session();
  session.tell({ phase: Phase.VERIFYING, verifyStep: step, ...more });
  return session;
}

// The card's text, pasted.
async function paste(stage: Stage, text: string): Promise<void> {
  await open(stage);
  await stage.page.getByRole('link', { name: /Sur place|In person/ }).click();
  await stage.page.getByLabel(/Sans caméra|Without a camera/).fill(text);
  await stage.page.getByRole('button', { name: /^(Lire|Read)$/ }).click();
}

const unverified = stands(State.UNVERIFIED);
const soon = () => ({ verifyAgainMs: BigInt(Date.now() + 114_000) });

export const recognitionScenes: Scene[] = [
  {
    name: 'machines-unknown',
    before: (fake) => {
      unverified(fake);
      const id = machineId.off;
      fake.standings.set(
        id,
        create(MachineStandingSchema, { ...known(id), state: State.KEY_CHANGED }),
      );
    },
    play: ({ page }) => page.getByTestId('standing').first().waitFor(),
  },
  { name: 'machine-unverified', before: unverified, play: open },
  { name: 'machine-unverified-english', english: true, before: unverified, play: open },
  { name: 'machine-signer-gone', before: stands(State.SIGNER_GONE), play: open },
  {
    name: 'machine-key-changed',
    before: stands(State.KEY_CHANGED, { changedMs: BigInt(Date.now() - 900_000) }),
    play: open,
  },
  {
    name: 'machine-key-replaced',
    before: stands(State.VERIFIED, {
      how: VerifiedHow.PHONE,
      replacedMs: BigInt(Date.now() - 9_000_000_000),
      relayBehind: true,
    }),
    play: open,
  },
  {
    name: 'verify-opening',
    before: unverified,
    play: async (stage) => void (await verify(stage, Step.VERIFY_OPENING)),
  },
  {
    name: 'verify-say',
    before: unverified,
    play: async (stage) =>
      void (await verify(stage, Step.VERIFY_SAY, { verifyDigits: '042917' })),
  },
  {
    name: 'verify-say-english',
    english: true,
    before: unverified,
    play: async (stage) =>
      void (await verify(stage, Step.VERIFY_SAY, { verifyDigits: '042917' })),
  },
  {
    name: 'verify-wrong',
    before: unverified,
    play: async (stage) => void (await verify(stage, Step.VERIFY_WRONG)),
  },
  {
    name: 'verify-paused',
    before: unverified,
    play: async (stage) => void (await verify(stage, Step.VERIFY_PAUSED, soon())),
  },
  {
    name: 'verify-done',
    before: unverified,
    play: async (stage) => {
      const session = await verify(stage, Step.VERIFY_SAY, { verifyDigits: '042917' });
      session.tell({ phase: Phase.ENDED, endReason: EndReason.OPERATOR, verified: true });
    },
  },
  {
    name: 'card-before',
    before: unverified,
    play: async (stage) => {
      await open(stage);
      await stage.page.getByRole('link', { name: /Sur place/ }).click();
    },
  },
  {
    name: 'card-no-camera',
    before: unverified,
    play: async (stage) => {
      await open(stage);
      await stage.page.getByRole('link', { name: /Sur place/ }).click();
      await stage.page.getByRole('button', { name: 'Ouvrir la caméra' }).click();
      await stage.page.locator('[data-sight="none"]').waitFor();
    },
  },
  {
    name: 'card-no-card',
    loud: true,
    before: unverified,
    play: (stage) => paste(stage, 'https://example.org'),
  },
  {
    name: 'card-this',
    before: unverified,
    play: (stage) => paste(stage, `MT1:${machineId.ready}:key:ours`),
  },
  {
    name: 'card-this-english',
    english: true,
    before: unverified,
    play: (stage) => paste(stage, `MT1:${machineId.ready}:key:ours`),
  },
  {
    name: 'card-other-key',
    before: unverified,
    play: (stage) => paste(stage, `MT1:${machineId.ready}:other:ours`),
  },
  {
    name: 'card-known',
    before: unverified,
    play: (stage) => paste(stage, `MT1:${machineId.ready}:known:ours`),
  },
  {
    name: 'card-other-pc',
    before: unverified,
    play: (stage) => paste(stage, `MT1:${machineId.busy}:key:ours`),
  },
  {
    name: 'card-done',
    before: unverified,
    play: async (stage) => {
      await paste(stage, `MT1:${machineId.ready}:key:ours`);
      await stage.page.getByRole('button', { name: 'Oui, reconnaître ce PC' }).click();
      await stage.page.locator('[data-step="done"]').waitFor();
    },
  },
];
