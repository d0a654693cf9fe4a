// A session begins only where somebody pressed a button for it. A page that is reloaded, or an address
// that is opened again, must not make a question appear on a family's screen.
import type { CallKind } from '../gen/maintendue/v1/session_pb';
import { go } from '../route';

let wanted = false;

export function startSession(machineId: string, call: CallKind): void {
  wanted = true;
  go({ page: 'assist', machineId, call });
}

export function startVerification(machineId: string): void {
  wanted = true;
  go({ page: 'verify', machineId });
}

// True once after either.
export function takeIntent(): boolean {
  const was = wanted;
  wanted = false;
  return was;
}
