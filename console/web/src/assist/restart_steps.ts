// How far a restart has come, from what is known live of the PC. Pure.
export type RestartStep = 'stopping' | 'starting' | 'logging_in' | 'back';

export const restartSteps: readonly RestartStep[] = ['stopping', 'starting', 'logging_in', 'back'];

export interface Seen {
  online: boolean;
  desktopPresent: boolean;
}

// `wasOff`: the PC was seen off since. Before that it is still the one that is about to restart.
export function stepOf(pc: Seen | undefined, wasOff: boolean): RestartStep {
  if (!wasOff && pc?.online !== false) return 'stopping';
  if (!pc?.online) return 'starting';
  return pc.desktopPresent ? 'back' : 'logging_in';
}
