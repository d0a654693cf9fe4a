// The last six digits are enough to tell PCs apart aloud; the whole id stands where one may copy it.
export function shortId(machineId: string): string {
  return machineId.slice(-6);
}
