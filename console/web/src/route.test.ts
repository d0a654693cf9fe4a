import { describe, expect, it } from 'vitest';
import { CallKind } from './gen/maintendue/v1/session_pb';
import { address, readRoute, type Route } from './route';

const id = '00112233aabbccdd';

describe('an address', () => {
  const routes: Route[] = [
    { page: 'machines' },
    { page: 'team' },
    { page: 'help' },
    { page: 'machine', machineId: id },
    { page: 'verify', machineId: id },
    { page: 'card', machineId: id },
    { page: 'assist', machineId: id, call: CallKind.SETUP },
    { page: 'assist', machineId: id, call: CallKind.FOLLOW_UP_3 },
    { page: 'assist', machineId: id, call: CallKind.OPEN_HOURS },
  ];
  it.each(routes)('of %o reads as it is written', (route) => {
    expect(readRoute(address(route))).toEqual(route);
  });

  it('that means nothing is the list of PCs', () => {
    for (const hash of ['', '#', '#t=once', '#/reports', '#/machines/../x', '#/machines/<b>']) {
      expect(readRoute(hash)).toEqual({ page: 'machines' });
    }
  });

  it('of an unknown call is the PC', () => {
    expect(readRoute(`#/machines/${id}/assist/party`)).toEqual({ page: 'machine', machineId: id });
    expect(readRoute(`#/machines/${id}/assist/constructor`)).toEqual({
      page: 'machine',
      machineId: id,
    });
  });
});
