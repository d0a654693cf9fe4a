// How lists and events become what pages show. Pure: values in, values out.
import type { Machine } from '../gen/maintendue/v1/fleet_pb';
import type { SessionRecord } from '../gen/maintendue/v1/sessions_pb';

// PCs that are on first, then by name; the id settles what is left, so that rows never jump about.
export function sortMachines(machines: readonly Machine[]): Machine[] {
  return [...machines].sort(
    (a, b) =>
      Number(b.online) - Number(a.online) ||
      a.hostname.localeCompare(b.hostname, 'fr', { numeric: true }) ||
      a.machineId.localeCompare(b.machineId),
  );
}

export function withMachine(machines: readonly Machine[], one: Machine): Machine[] {
  return sortMachines([...machines.filter((other) => other.machineId !== one.machineId), one]);
}

// A list that was asked after `ready`, and what events said while it was on its way: those are newer.
export function withNews(
  listed: readonly Machine[],
  news: ReadonlyMap<string, Machine>,
): Machine[] {
  const untouched = listed.filter((machine) => !news.has(machine.machineId));
  return sortMachines([...untouched, ...news.values()]);
}

// Newest first.
export function sortRecords(records: readonly SessionRecord[]): SessionRecord[] {
  return [...records].sort((a, b) =>
    a.sessionId < b.sessionId ? 1 : a.sessionId > b.sessionId ? -1 : 0,
  );
}

// One record as it is now. A record older than the oldest one shown belongs to a page not yet asked for.
export function withRecord(
  records: readonly SessionRecord[],
  one: SessionRecord,
  moreBelow: boolean,
): SessionRecord[] {
  const oldest = records.at(-1);
  const known = records.some((record) => record.sessionId === one.sessionId);
  if (!known && moreBelow && oldest && one.sessionId < oldest.sessionId) return [...records];
  return sortRecords([...records.filter((record) => record.sessionId !== one.sessionId), one]);
}

export function withOlder(
  records: readonly SessionRecord[],
  older: readonly SessionRecord[],
): SessionRecord[] {
  const known = new Set(records.map((record) => record.sessionId));
  return sortRecords([...records, ...older.filter((record) => !known.has(record.sessionId))]);
}
