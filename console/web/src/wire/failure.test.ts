import { Code, ConnectError } from '@connectrpc/connect';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorNamed, errorNames, failureOf } from './failure';

describe('what went wrong', () => {
  it('is known by all the names of the contract, and one of the page', () => {
    const contract = readFileSync('../../proto/base/error.cc', 'utf8');
    const names = [...contract.matchAll(/\{Errc::\w+, "(\w+)"\}/g)].map((found) => found[1]!);
    expect(names.length).toBeGreaterThan(10);
    expect([...errorNames]).toEqual([...names, 'console_gone']);
  });

  it('is the name the console sends', () => {
    expect(failureOf(new ConnectError('machine_busy', Code.FailedPrecondition))).toBe(
      'machine_busy',
    );
    expect(failureOf(new ConnectError('wrong_passphrase', Code.Unauthenticated))).toBe(
      'wrong_passphrase',
    );
  });

  it('is guessed from the code when there is no name', () => {
    expect(failureOf(new ConnectError('HTTP 503', Code.Unavailable))).toBe('relay_unreachable');
    expect(failureOf(new ConnectError('?', Code.DataLoss))).toBe('internal');
  });

  it('is a console that is not there when nobody answers', () => {
    expect(failureOf(new TypeError('Failed to fetch'))).toBe('console_gone');
    const wrapped = new ConnectError('x', Code.Internal, undefined, undefined, new TypeError('x'));
    expect(failureOf(wrapped)).toBe('console_gone');
  });

  it('is our own fault under a name nobody knows', () => {
    expect(errorNamed('from_the_future')).toBe('internal');
  });
});
