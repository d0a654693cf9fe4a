// Invented families that ask for help, and what the console makes of an answer.
import { create, type MessageInitShape } from '@bufbuild/protobuf';
import {
  HelpCallSchema,
  HelpReplySchema,
  type AnswerHelpRequest,
  type Colleague,
  type HelpCall,
} from '../../src/gen/maintendue/local/v1/console_pb';
import {
  CallBack,
  HelpAnswerKind,
  HelpOutcome,
  HelpRequestSchema,
  HelpTopic,
} from '../../src/gen/maintendue/v1/help_pb';
import { refusals } from './connect';
import { machineId } from './people';
import { operatorId } from './roster';

const minute = 60_000;
const hour = 60 * minute;

const helpId = (at: number) => `00000000000000${(0xe0 + at).toString(16)}`;

export function helpCall(
  id: string,
  at: number,
  topic: HelpTopic,
  receivedMs: number,
  more: MessageInitShape<typeof HelpCallSchema> = {},
  request: MessageInitShape<typeof HelpRequestSchema> = {},
): HelpCall {
  return create(HelpCallSchema, {
    machineId: id,
    receivedMs: BigInt(receivedMs),
    changedMs: BigInt(receivedMs),
    ...more,
    request: create(HelpRequestSchema, {
      helpId: helpId(at),
      revision: 1,
      topic,
      language: 'fr',
      ...request,
    }),
  });
}

const name = { nadia: 'Nadia R.', lea: 'Léa Fontaine-Descombes', camille: 'Camille B.' };

// Every kind of request there is, in the relay's order.
export function helpNow(now: number): HelpCall[] {
  const reply = (who: 'nadia' | 'lea' | 'camille', more: MessageInitShape<typeof HelpReplySchema>) => ({
    reply: create(HelpReplySchema, {
      operatorId: operatorId[who],
      operatorName: name[who],
      ...more,
    }),
  });
  const ended = (agoMs: number) => ({ ended: true, changedMs: BigInt(now - agoMs) });
  return [
    helpCall(machineId.off, 1, HelpTopic.SCHOOL, now - 26 * hour, {}, { language: 'ar', callBack: CallBack.EVENING }),
    helpCall(
      '00000000000a0031',
      2,
      HelpTopic.PRINTING,
      now - 3 * hour,
      reply('nadia', {
        kind: HelpAnswerKind.PLANNED,
        atMs: BigInt(now - 2 * hour),
        callAtMs: BigInt(now - 20 * minute),
      }),
      { language: 'uk', callBack: CallBack.MORNING },
    ),
    helpCall(machineId.busy, 3, HelpTopic.INTERNET, now - 47 * minute),
    helpCall(
      '00000000000a0077',
      4,
      HelpTopic.MESSAGE,
      now - 40 * minute,
      reply('camille', { kind: HelpAnswerKind.TAKEN, atMs: BigInt(now - 25 * minute) }),
      { language: 'fa' },
    ),
    helpCall(machineId.ready, 5, HelpTopic.SLOW, now - 4 * minute, {}, { language: 'ps', callBack: CallBack.AFTERNOON }),
    helpCall('00000000000a0119', 6, HelpTopic.SOUND, now - 30 * hour, {
      ...ended(28 * hour),
      ...reply('lea', { kind: HelpAnswerKind.CLOSED, outcome: HelpOutcome.SOLVED, atMs: BigInt(now - 28 * hour) }),
    }),
    helpCall('00000000000a0200', 7, HelpTopic.KEYBOARD, now - 60 * hour, ended(50 * hour), { cancelled: true }),
  ];
}

// As the console's own AnswerHelp, for whoever is `self`.
export function answered(calls: readonly HelpCall[], said: AnswerHelpRequest, self: Colleague): HelpCall {
  const call = calls.find((one) => one.machineId === said.machineId && one.request?.helpId === said.helpId);
  if (!call) throw refusals['not_found']!;
  if (call.ended || (call.reply?.atMs ?? 0n) !== said.followsAtMs) throw refusals['out_of_date']!;
  const { kind, callAtMs, outcome } = said;
  const reply = { kind, callAtMs, outcome, operatorId: self.operatorId, operatorName: self.name };
  return create(HelpCallSchema, {
    ...call,
    ended: kind === HelpAnswerKind.CLOSED,
    changedMs: BigInt(Date.now()),
    reply: create(HelpReplySchema, { ...reply, atMs: BigInt(Date.now()) }),
  });
}
