// The page of the team, as its tests begin with it.
import type { Desk } from '../../src/desk';
import { TeamPage } from '../../src/team/view';
import { speak } from '../../src/words/words';
import { draw, settled } from './desk';
import { FakeTeam } from './team';

// In French; nothing has been asked yet.
export function teamAndDesk(): { team: FakeTeam; desk: Desk } {
  speak('fr');
  const team = new FakeTeam();
  return { team, desk: team.desk() };
}

// Once the team was read.
export async function drawTeam(desk: Desk): Promise<HTMLElement> {
  await desk.roster.load();
  const root = await draw(<TeamPage />, desk);
  await settled();
  return root;
}
