// The last six digits are enough to tell PCs apart aloud; the whole id stands where one may copy it.
export function shortId(machineId: string): string {
  return machineId.slice(-6);
}

// The whole id in the groups in which the PC's own card shows it, the last of them the short one.
export function groupedId(machineId: string): string {
  return `${machineId.slice(0, 4)} ${machineId.slice(4, -6)} ${shortId(machineId)}`;
}
