// The roster as it is after something was done here.
import type { RosterView } from '../gen/maintendue/local/v1/console_pb';
import type { RosterKeeper } from '../live/roster';
import { onlyOwn, type Deed } from './changes';

export async function learnOwn(
  keeper: RosterKeeper,
  before: RosterView | undefined,
  after: RosterView,
  deed: Deed | undefined,
): Promise<void> {
  keeper.learn(after);
  if (!onlyOwn(before, after, deed)) return;
  // Not worth a word when it fails: it is then shown as a change, which it is.
  await keeper.markRead().catch(() => undefined);
}
