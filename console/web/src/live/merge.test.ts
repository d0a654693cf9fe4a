import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { MachineSchema, type Machine } from '../gen/maintendue/v1/fleet_pb';
import { SessionRecordSchema, type SessionRecord } from '../gen/maintendue/v1/sessions_pb';
import { sortMachines, sortRecords, withMachine, withNews, withOlder, withRecord } from './merge';

const machine = (machineId: string, more: MessageInitShape<typeof MachineSchema> = {}) =>
  create(MachineSchema, { machineId, hostname: machineId, ...more });
const record = (id: number, more: MessageInitShape<typeof SessionRecordSchema> = {}) =>
  create(SessionRecordSchema, { sessionId: BigInt(id), ...more });
const ids = (machines: Machine[]) => machines.map((one) => one.machineId);
const numbers = (records: SessionRecord[]) => records.map((one) => Number(one.sessionId));

describe('PCs', () => {
  it('that are on come first, then by name as people count', () => {
    const list = [
      machine('a', { hostname: 'PC-10' }),
      machine('b', { hostname: 'PC-9' }),
      machine('c', { hostname: 'PC-200', online: true }),
      machine('d', { hostname: 'pc-30', online: true }),
    ];
    expect(ids(sortMachines(list))).toEqual(['d', 'c', 'b', 'a']);
  });

  it('of one name keep their places', () => {
    const twins = [machine('b', { hostname: 'PC' }), machine('a', { hostname: 'PC' })];
    expect(ids(sortMachines(twins))).toEqual(['a', 'b']);
  });

  it('move when they change, and appear when they are new', () => {
    const list = [machine('a', { online: true }), machine('b')];
    expect(ids(withMachine(list, machine('b', { online: true })))).toEqual(['a', 'b']);
    expect(ids(withMachine(list, machine('a')))).toEqual(['a', 'b']);
    expect(ids(withMachine(list, machine('c', { online: true })))).toEqual(['a', 'c', 'b']);
  });

  it('told of while the list was on its way are newer than the list', () => {
    const news = new Map([
      ['b', machine('b', { online: true })],
      ['z', machine('z')],
    ]);
    const merged = withNews([machine('a'), machine('b')], news);
    expect(ids(merged)).toEqual(['b', 'a', 'z']);
  });
});

describe('sessions', () => {
  it('stand newest first', () => {
    expect(numbers(sortRecords([record(2), record(10), record(1)]))).toEqual([10, 2, 1]);
  });

  it('change in their place, and appear on top', () => {
    const list = [record(5), record(4)];
    const changed = withRecord(list, record(4, { endedMs: 7n }), false);
    expect(changed[1]).toMatchObject({ sessionId: 4n, endedMs: 7n });
    expect(numbers(withRecord(list, record(6), true))).toEqual([6, 5, 4]);
  });

  it('of a page that was not asked for yet stay away', () => {
    const list = [record(5), record(4)];
    expect(numbers(withRecord(list, record(2), true))).toEqual([5, 4]);
    expect(numbers(withRecord(list, record(2), false))).toEqual([5, 4, 2]);
  });

  it('older ones come below, each once', () => {
    expect(numbers(withOlder([record(5), record(4)], [record(4), record(3)]))).toEqual([5, 4, 3]);
  });
});
