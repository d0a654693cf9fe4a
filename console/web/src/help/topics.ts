// The picture that a family pressed: the same as on its own screen, and its word.
import circleHelp from 'icon:circle-question-mark';
import keyboard from 'icon:keyboard';
import messageQuestion from 'icon:message-circle-question-mark';
import printer from 'icon:printer';
import school from 'icon:school';
import turtle from 'icon:turtle';
import volume from 'icon:volume-2';
import wifi from 'icon:wifi';
import { HelpTopic, type HelpRequest } from '../gen/maintendue/v1/help_pb';
import type { Shapes } from '../ui/icon';
import { topicNames } from '../words/sentences';
import { say } from '../words/words';

const pictures: Record<HelpTopic, Shapes> = {
  [HelpTopic.UNSPECIFIED]: circleHelp,
  [HelpTopic.INTERNET]: wifi,
  [HelpTopic.SOUND]: volume,
  [HelpTopic.PRINTING]: printer,
  [HelpTopic.SCHOOL]: school,
  [HelpTopic.SLOW]: turtle,
  [HelpTopic.MESSAGE]: messageQuestion,
  [HelpTopic.KEYBOARD]: keyboard,
  [HelpTopic.OTHER]: circleHelp,
};

// A newer PC may have other pictures.
export function topicOf(request: HelpRequest | undefined): { picture: Shapes; words: string } {
  const known = pictures[request?.topic ?? HelpTopic.OTHER] !== undefined;
  const topic = known ? (request?.topic ?? HelpTopic.OTHER) : HelpTopic.OTHER;
  return { picture: pictures[topic], words: say(topicNames[topic]) };
}
