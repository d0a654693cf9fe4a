import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { MachineSchema } from '../gen/maintendue/v1/fleet_pb';
import { matching } from './search';

const machines = [
  create(MachineSchema, { machineId: 'aa01', hostname: 'PC-École', operatingSystem: 'Debian 12' }),
  create(MachineSchema, { machineId: 'bb02', hostname: 'PC-0112', operatingSystem: 'Linux Mint' }),
];
const nobody = () => '';
const found = (wish: string) =>
  matching(machines, wish, nobody).map((machine) => machine.machineId);

describe('the search', () => {
  it('finds by name, number and system, without accents or capitals', () => {
    expect(found('ecole')).toEqual(['aa01']);
    expect(found('BB02')).toEqual(['bb02']);
    expect(found('mint')).toEqual(['bb02']);
  });

  it('finds by who looks after them', () => {
    const hers = [{ ...machines[0]!, mediatorOperatorId: 'a1' }, machines[1]!];
    const named = (id: string) => (id === 'a1' ? 'Léa' : '');
    expect(matching(hers, 'lea', named).map((one) => one.machineId)).toEqual(['aa01']);
  });

  it('wants every word, in any order', () => {
    expect(found('mint 0112')).toEqual(['bb02']);
    expect(found('mint ecole')).toEqual([]);
  });

  it('finds all when nothing is sought', () => {
    expect(found('  ')).toEqual(['aa01', 'bb02']);
  });
});
