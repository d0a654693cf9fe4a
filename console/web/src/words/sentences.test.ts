import { describe, expect, it } from 'vitest';
import { RelayState, RosterChange_Kind as ChangeKind } from '../gen/maintendue/local/v1/console_pb';
import { HelpOutcome, HelpTopic } from '../gen/maintendue/v1/help_pb';
import { CallKind, ConsentAnswer, EndReason, Scope } from '../gen/maintendue/v1/session_pb';
import { errorNames } from '../wire/failure';
import * as sentences from './sentences';
import { languages, say, speak, type WordKey } from './words';

const every = (of: Record<string, string | number>): number[] =>
  Object.values(of).filter((value): value is number => typeof value === 'number');

const named: [string, Record<number, WordKey>, Record<string, string | number>][] = [
  ['call', sentences.callNames, CallKind],
  ['answer', sentences.answerNames, ConsentAnswer],
  ['scope', sentences.scopeNames, Scope],
  ['end in the history', sentences.endNames, EndReason],
  ['state of the relay', sentences.relayNames, RelayState],
  ['picture of a request', sentences.topicNames, HelpTopic],
  ['end of a request', sentences.outcomeNames, HelpOutcome],
  ['change of the roster', sentences.changeSentences, ChangeKind],
];

for (const one of languages) {
  describe(`in ${one}`, () => {
    it.each(named)('every %s has words of its own', (_, names, values) => {
      speak(one);
      const words = every(values).map((value) => say(names[value]!));
      expect(new Set(words).size).toBe(every(values).length);
    });

    it('every end says what happened, then what to do', () => {
      speak(one);
      for (const reason of every(EndReason)) {
        const { title, body } = sentences.endSentences[reason as EndReason];
        expect(say(title)).not.toMatch(/\.$/);
        expect(say(body)).toMatch(/\.$/);
      }
    });

    it('every error says what happened, then what to do', () => {
      speak(one);
      for (const name of errorNames) {
        const { title, body } = sentences.errorSentences[name];
        expect(say(title)).not.toMatch(/\.$/);
        expect(say(body)).toMatch(/\.$/);
      }
    });
  });
}
