// The Connect protocol as the console speaks it: unary answers, errors as JSON, streams in envelopes.
import type { IncomingMessage, ServerResponse } from 'node:http';

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly word: string,
    readonly errorName: string,
  ) {
    super(errorName);
  }
}

export const refusals: Record<string, Refusal> = {
  wrong_passphrase: new Refusal(401, 'unauthenticated', 'wrong_passphrase'),
  try_later: new Refusal(429, 'resource_exhausted', 'try_later'),
  relay_unreachable: new Refusal(503, 'unavailable', 'relay_unreachable'),
  internal: new Refusal(500, 'internal', 'internal'),
  not_found: new Refusal(404, 'not_found', 'not_found'),
  not_allowed: new Refusal(403, 'permission_denied', 'not_allowed'),
  bad_message: new Refusal(400, 'invalid_argument', 'bad_message'),
  out_of_date: new Refusal(400, 'failed_precondition', 'out_of_date'),
};

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

export function answer(response: ServerResponse, message: Uint8Array): void {
  response.writeHead(200, { 'Content-Type': 'application/proto' }).end(message);
}

export function refuse(response: ServerResponse, why: Refusal): void {
  const body = JSON.stringify({ code: why.word, message: why.errorName });
  response.writeHead(why.status, { 'Content-Type': 'application/json' }).end(body);
}

export function envelope(flags: number, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head[0] = flags;
  head.writeUInt32BE(payload.length, 1);
  return Buffer.concat([head, payload]);
}

export function endOfStream(why?: Refusal): Buffer {
  const trailer = why ? { error: { code: why.word, message: why.errorName } } : {};
  return envelope(2, Buffer.from(JSON.stringify(trailer)));
}
