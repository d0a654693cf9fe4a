// Finds PCs by what one remembers of them: part of the name, of the number, of the system.
import type { Machine } from '../gen/maintendue/v1/fleet_pb';

export function matching(machines: readonly Machine[], wish: string): Machine[] {
  const words = plain(wish).split(/\s+/).filter(Boolean);
  return machines.filter((machine) => {
    const about = plain(`${machine.hostname} ${machine.machineId} ${machine.operatingSystem}`);
    return words.every((word) => about.includes(word));
  });
}

// Without accents and capitals: nobody types them when in a hurry.
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
