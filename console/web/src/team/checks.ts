// Whether what was written will do, by the rules of the contract. Pure: what is wrong, if anything is.
import type { Role } from '../gen/maintendue/v1/options_pb';
import type { WordKey } from '../words/words';
import { fewestCharacters } from './passphrase';

const longestName = 64;
const longestPhone = 20;

export function nameProblem(name: string): WordKey | undefined {
  const tidy = name.trim();
  if (!tidy) return 'team.name.missing';
  if ([...tidy].length > longestName) return 'team.name.long';
  // Control characters, and those that break a line or turn the direction of what follows.
  if (/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(tidy)) return 'team.name.odd';
  return undefined;
}

// None is a number too: then none is shown.
export function phoneProblem(phone: string): WordKey | undefined {
  if (!phone) return undefined;
  const fits = /^\+?[0-9 ]+$/.test(phone) && /[0-9]/.test(phone) && phone.length <= longestPhone;
  return fits ? undefined : 'team.phone.wrong';
}

export function rolesProblem(roles: readonly Role[]): WordKey | undefined {
  return roles.length === 0 ? 'team.roles.missing' : undefined;
}

export function passphraseProblem(passphrase: string): WordKey | undefined {
  return [...passphrase].length < fewestCharacters ? 'team.passphrase.short' : undefined;
}

export function againProblem(passphrase: string, again: string): WordKey | undefined {
  return passphrase === again ? undefined : 'team.passphrase.differ';
}
