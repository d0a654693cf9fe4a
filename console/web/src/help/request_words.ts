// What a request says besides its picture, and what was answered, in words.
import type { HelpCall, HelpReply } from '../gen/maintendue/local/v1/console_pb';
import { HelpAnswerKind } from '../gen/maintendue/v1/help_pb';
import { dayAndTime } from '../words/figures';
import { isolated } from '../words/people';
import { callBackNames, outcomeNames } from '../words/sentences';
import { language, say } from '../words/words';

// "parle arabe", in the language of the page. What is no language of anybody's says so.
export function speaks(tag: string): string {
  const name = /^[a-z]{2,3}$/.test(tag) ? nameOf(tag) : undefined;
  return name ? say('help.speaks', { language: name }) : say('help.language_unknown');
}

function nameOf(tag: string): string | undefined {
  return new Intl.DisplayNames([language.get()], { type: 'language', fallback: 'none' }).of(tag);
}

// "à rappeler le soir"; undefined when any moment will do.
export function callBackWish(call: HelpCall): string | undefined {
  const key = call.request && callBackNames[call.request.callBack];
  return key && say(key);
}

// "Nadia appelle demain à 14 h 00", "Vous vous en occupez".
export function replyWords(reply: HelpReply, hers: boolean, now: number): string {
  const name = isolated(reply.operatorName);
  if (reply.kind !== HelpAnswerKind.PLANNED) {
    return hers ? say('help.taken.you') : say('help.taken.by', { name });
  }
  const when = dayAndTime(Number(reply.callAtMs), now);
  return hers ? say('help.planned.you', { when }) : say('help.planned.by', { name, when });
}

// How a request came to its end. Nobody's answer: another of the same PC took its place, or whoever closed it left.
export function endWords({ request, reply }: HelpCall): string {
  if (reply?.kind === HelpAnswerKind.CLOSED) return say(outcomeNames[reply.outcome] ?? 'help.ended');
  return say(request?.cancelled ? 'help.cancelled' : 'help.ended');
}
