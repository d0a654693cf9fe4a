// What went wrong, by the names of proto/base/error.h, from which people's sentences are chosen.
import { Code, ConnectError } from '@connectrpc/connect';

export const errorNames = [
  'peer_gone',
  'timed_out',
  'cancelled',
  'consent_denied',
  'consent_expired',
  'not_allowed',
  'not_trusted',
  'not_found',
  'bad_message',
  'machine_off',
  'machine_busy',
  'machine_quarantined',
  'machine_revoked',
  'machine_of_another',
  'relay_unreachable',
  'wrong_passphrase',
  'try_later',
  'not_verified',
  'key_changed',
  'out_of_date',
  'overloaded',
  'no_room',
  'internal',
  // The page's own: the console on this PC does not answer at all.
  'console_gone',
] as const;

export type ErrorName = (typeof errorNames)[number];

export function errorNamed(name: string): ErrorName {
  return errorNames.find((known) => known === name) ?? 'internal';
}

const byCode: Partial<Record<Code, ErrorName>> = {
  [Code.Canceled]: 'cancelled',
  [Code.DeadlineExceeded]: 'timed_out',
  [Code.NotFound]: 'not_found',
  [Code.PermissionDenied]: 'not_allowed',
  [Code.Unauthenticated]: 'not_allowed',
  [Code.ResourceExhausted]: 'overloaded',
  [Code.Unavailable]: 'relay_unreachable',
};

export function failureOf(error: unknown): ErrorName {
  const failure = ConnectError.from(error);
  const named = errorNames.find((known) => known === failure.rawMessage);
  if (named) return named;
  // fetch answers a TypeError when nobody listens, or when the answer breaks off.
  if (error instanceof TypeError || failure.cause instanceof TypeError) return 'console_gone';
  return byCode[failure.code] ?? 'internal';
}
