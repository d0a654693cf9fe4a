// Finds PCs by what one remembers of them: part of the name, of the number, of the system, who looks after
// them.
import type { Machine } from '../gen/maintendue/v1/fleet_pb';

export function matching(
  machines: readonly Machine[],
  wish: string,
  // Of whoever has that number; empty when nobody knows.
  nameOf: (operatorId: string) => string,
): Machine[] {
  const words = plain(wish).split(/\s+/).filter(Boolean);
  return machines.filter((machine) => {
    const { hostname, machineId, operatingSystem, mediatorOperatorId } = machine;
    const about = plain(
      `${hostname} ${machineId} ${operatingSystem} ${nameOf(mediatorOperatorId)}`,
    );
    return words.every((word) => about.includes(word));
  });
}

// Without accents and capitals: nobody types them when in a hurry.
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
