// What every page of a signed-in desk is handed: the calls it may make and what is known live.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { DutyKeeper } from './live/duty';
import type { Feed } from './live/feed';
import type { HelpKeeper } from './live/help';
import type { RecognitionKeeper } from './live/recognition';
import type { RosterKeeper } from './live/roster';
import type { StatusKeeper } from './live/status';
import type { Clients } from './wire/clients';

export interface Desk {
  token: string;
  clients: Clients;
  status: StatusKeeper;
  feed: Feed;
  roster: RosterKeeper;
  recognition: RecognitionKeeper;
  duty: DutyKeeper;
  help: HelpKeeper;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('this page needs a desk');
  return desk;
}
