// What somebody may want to do about the team, and how it ends.
import type { Colleague } from '../gen/maintendue/local/v1/console_pb';
import type { WordKey } from '../words/words';

export type Order =
  | { is: 'add' | 'renew' | 'extend' | 'phone' | 'hours' }
  | {
      is: 'roles' | 'new_key' | 'remove' | 'lift' | 'suspend' | 'deputy' | 'no_deputy';
      who: Colleague;
    };

export interface OrderEnds {
  // It was carried out: what is so now, unless it shows anyway.
  onDone: (words: string | undefined) => void;
  // It was not, for the list is another one by now.
  onNews: (words: WordKey) => void;
  onClose: () => void;
}
