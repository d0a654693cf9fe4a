// The catalogue of phrase cards, as slip.proto numbers it: the pictures are those of the family's PC. Pure.
import arrowDown from 'icon:arrow-down';
import arrowLeft from 'icon:arrow-left';
import arrowUp from 'icon:arrow-up';
import atSign from 'icon:at-sign';
import camera from 'icon:camera';
import chevronsRight from 'icon:chevrons-right';
import circleArrowOutUpLeft from 'icon:circle-arrow-out-up-left';
import circleCheck from 'icon:circle-check';
import circleQuestionMark from 'icon:circle-question-mark';
import cornerDownLeft from 'icon:corner-down-left';
import download from 'icon:download';
import ear from 'icon:ear';
import eyeOff from 'icon:eye-off';
import filePlus from 'icon:file-plus';
import hand from 'icon:hand';
import heartHandshake from 'icon:heart-handshake';
import hourglass from 'icon:hourglass';
import laptop from 'icon:laptop';
import lockKeyhole from 'icon:lock-keyhole';
import mic from 'icon:mic';
import mousePointer2 from 'icon:mouse-pointer-2';
import mousePointerClick from 'icon:mouse-pointer-click';
import mouseRight from 'icon:mouse-right';
import notebookPen from 'icon:notebook-pen';
import packageCheck from 'icon:package-check';
import phoneCall from 'icon:phone-call';
import phoneOutgoing from 'icon:phone-outgoing';
import play from 'icon:play';
import plug from 'icon:plug';
import presentation from 'icon:presentation';
import printer from 'icon:printer';
import refreshCw from 'icon:refresh-cw';
import router from 'icon:router';
import save from 'icon:save';
import search from 'icon:search';
import shieldAlert from 'icon:shield-alert';
import handshake from 'icon:handshake';
import squareCheckBig from 'icon:square-check-big';
import squareX from 'icon:square-x';
import thumbsUp from 'icon:thumbs-up';
import unplug from 'icon:unplug';
import usb from 'icon:usb';
import userPen from 'icon:user-pen';
import users from 'icon:users';
import volume2 from 'icon:volume-2';
import { Phrase } from '../gen/maintendue/v1/slip_pb';
import type { Shapes } from '../ui/icon';
import { say, type WordKey } from '../words/words';

export interface PhraseCard {
  phrase: Phrase;
  icon: Shapes;
  words: WordKey;
}

export interface PhraseGroup {
  words: WordKey;
  cards: readonly PhraseCard[];
}

const card = (phrase: Phrase, icon: Shapes, words: WordKey): PhraseCard => ({ phrase, icon, words });

export const phraseGroups: readonly PhraseGroup[] = [
  {
    words: 'phrases.greet',
    cards: [
      card(Phrase.HELLO, handshake, 'phrase.hello'),
      card(Phrase.PICK_UP, phoneCall, 'phrase.pick_up'),
      card(Phrase.I_CALL_BACK, phoneOutgoing, 'phrase.i_call_back'),
      card(Phrase.WATCH_ME, presentation, 'phrase.watch_me'),
      card(Phrase.YOUR_TURN, play, 'phrase.your_turn'),
      card(Phrase.WELL_DONE, thumbsUp, 'phrase.well_done'),
      card(Phrase.WE_STOP, heartHandshake, 'phrase.we_stop'),
    ],
  },
  {
    words: 'phrases.mouse',
    cards: [
      card(Phrase.CLICK_HERE, mousePointerClick, 'phrase.click_here'),
      card(Phrase.CLICK_TWICE, mousePointer2, 'phrase.click_twice'),
      card(Phrase.CLICK_RIGHT, mouseRight, 'phrase.click_right'),
      card(Phrase.CLICK_GREEN, squareCheckBig, 'phrase.click_green'),
      card(Phrase.CLOSE_WINDOW, squareX, 'phrase.close_window'),
      card(Phrase.GO_DOWN, arrowDown, 'phrase.go_down'),
      card(Phrase.GO_UP, arrowUp, 'phrase.go_up'),
      card(Phrase.GO_BACK, arrowLeft, 'phrase.go_back'),
      card(Phrase.TOUCH_NOTHING, hand, 'phrase.touch_nothing'),
    ],
  },
  {
    words: 'phrases.write',
    cards: [
      card(Phrase.PRESS_ENTER, cornerDownLeft, 'phrase.press_enter'),
      card(Phrase.PRESS_ESCAPE, circleArrowOutUpLeft, 'phrase.press_escape'),
      card(Phrase.WRITE_NAME, userPen, 'phrase.write_name'),
      card(Phrase.WRITE_MAIL, atSign, 'phrase.write_mail'),
      card(Phrase.WRITE_PASSWORD, eyeOff, 'phrase.write_password'),
      card(Phrase.ON_PAPER, notebookPen, 'phrase.on_paper'),
      card(Phrase.SAVE_IT, save, 'phrase.save_it'),
    ],
  },
  {
    words: 'phrases.wait',
    cards: [
      card(Phrase.WAIT, hourglass, 'phrase.wait'),
      card(Phrase.WAIT_RESTART, refreshCw, 'phrase.wait_restart'),
      card(Phrase.WAIT_DOWNLOAD, download, 'phrase.wait_download'),
      card(Phrase.WAIT_UPDATE, packageCheck, 'phrase.wait_update'),
      card(Phrase.FINISHED, circleCheck, 'phrase.finished'),
    ],
  },
  {
    words: 'phrases.plug',
    cards: [
      card(Phrase.CHARGER, plug, 'phrase.charger'),
      card(Phrase.LEAVE_ON, laptop, 'phrase.leave_on'),
      card(Phrase.PLUG_4G, usb, 'phrase.plug_4g'),
      card(Phrase.REPLUG_4G, unplug, 'phrase.replug_4g'),
      card(Phrase.BOX_ON, router, 'phrase.box_on'),
      card(Phrase.PRINTER_ON, printer, 'phrase.printer_on'),
      card(Phrase.PAPER, filePlus, 'phrase.paper'),
      card(Phrase.SOUND_UP, volume2, 'phrase.sound_up'),
      card(Phrase.MICROPHONE, mic, 'phrase.microphone'),
      card(Phrase.CAMERA, camera, 'phrase.camera'),
    ],
  },
  {
    words: 'phrases.ask',
    cards: [
      card(Phrase.DO_YOU_SEE, search, 'phrase.do_you_see'),
      card(Phrase.DO_YOU_HEAR, ear, 'phrase.do_you_hear'),
      card(Phrase.DID_IT_WORK, circleQuestionMark, 'phrase.did_it_work'),
      card(Phrase.SHALL_I_GO_ON, chevronsRight, 'phrase.shall_i_go_on'),
      card(Phrase.IS_SOMEBODY_THERE, users, 'phrase.is_somebody_there'),
    ],
  },
  {
    words: 'phrases.safe',
    cards: [
      card(Phrase.KEEP_PASSWORD, lockKeyhole, 'phrase.keep_password'),
      card(Phrase.IT_IS_A_TRAP, shieldAlert, 'phrase.it_is_a_trap'),
    ],
  },
];

export function cardOf(phrase: Phrase): PhraseCard | undefined {
  return phraseGroups.flatMap(({ cards }) => cards).find((one) => one.phrase === phrase);
}

// The groups of which something holds every word of `wanted`, in the order of the catalogue; accents and capitals
// are of no matter.
export function phrasesWith(wanted: string): PhraseGroup[] {
  const parts = plain(wanted).split(/\s+/);
  const fits = (one: PhraseCard) => parts.every((part) => plain(say(one.words)).includes(part));
  return phraseGroups
    .map(({ words, cards }) => ({ words, cards: cards.filter(fits) }))
    .filter(({ cards }) => cards.length > 0);
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/’/g, "'").toLowerCase().trim();
}
