// Where one is, in the part of the address after `#`: the console serves one page and knows nothing of it.
import { Store } from './ui/store';
import { CallKind } from './gen/maintendue/v1/session_pb';

export type Route =
  | { page: 'machines' }
  | { page: 'team' }
  | { page: 'help' }
  | { page: 'machine'; machineId: string }
  | { page: 'verify'; machineId: string }
  | { page: 'card'; machineId: string }
  | { page: 'assist'; machineId: string; call: CallKind };

const callWords = new Map([
  ['setup', CallKind.SETUP],
  ['follow_up_1', CallKind.FOLLOW_UP_1],
  ['follow_up_2', CallKind.FOLLOW_UP_2],
  ['follow_up_3', CallKind.FOLLOW_UP_3],
  ['open_hours', CallKind.OPEN_HOURS],
]);

export function readRoute(hash: string): Route {
  const [place, machineId, assist, word] = hash.replace(/^#\/?/, '').split('/');
  if (place === 'team') return { page: 'team' };
  if (place === 'help') return { page: 'help' };
  if (place !== 'machines' || !machineId || !/^[0-9a-f]{1,32}$/.test(machineId)) {
    return { page: 'machines' };
  }
  if (assist === 'verify') return { page: 'verify', machineId };
  if (assist === 'card') return { page: 'card', machineId };
  const call = assist === 'assist' ? callWords.get(word ?? '') : undefined;
  return call ? { page: 'assist', machineId, call } : { page: 'machine', machineId };
}

export function address(route: Route): string {
  if (route.page === 'machines') return '#/machines';
  if (route.page === 'team') return '#/team';
  if (route.page === 'help') return '#/help';
  if (route.page === 'machine') return `#/machines/${route.machineId}`;
  if (route.page === 'verify') return `#/machines/${route.machineId}/verify`;
  if (route.page === 'card') return `#/machines/${route.machineId}/card`;
  const word = [...callWords].find(([, call]) => call === route.call)?.[0];
  return `#/machines/${route.machineId}/assist/${word}`;
}

export const route = new Store<Route>(readRoute(location.hash));

export function go(to: Route): void {
  location.hash = address(to);
}

export function followAddress(): void {
  addEventListener('hashchange', () => route.set(readRoute(location.hash)));
}
