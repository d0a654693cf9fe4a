// The messages of the session socket: one byte says which channel, the rest is the message. Channel 0
// carries BrowserSays and ConsoleTells, channel 1 the bytes of the picture and of the hands on it.
import { create, fromBinary, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import {
  BrowserSaysSchema,
  ConsoleTellsSchema,
  type ConsoleTells,
} from '../gen/maintendue/local/v1/session_socket_pb';

const wordsChannel = 0;
const pictureChannel = 1;

export type Say = NonNullable<MessageInitShape<typeof BrowserSaysSchema>['say']>;
export type Frame = { tells: ConsoleTells } | { picture: Uint8Array };

export function wordsFrame(say: Say): Uint8Array {
  return frame(wordsChannel, toBinary(BrowserSaysSchema, create(BrowserSaysSchema, { say })));
}

export function pictureFrame(bytes: Uint8Array): Uint8Array {
  return frame(pictureChannel, bytes);
}

// Undefined for what is not in the contract: an empty message, an unknown channel, bytes that are no message.
export function readFrame(message: ArrayBuffer): Frame | undefined {
  const bytes = new Uint8Array(message);
  const payload = bytes.subarray(1);
  if (bytes[0] === pictureChannel) return { picture: payload };
  if (bytes[0] !== wordsChannel) return undefined;
  try {
    return { tells: fromBinary(ConsoleTellsSchema, payload) };
  } catch {
    return undefined;
  }
}

function frame(channel: number, payload: Uint8Array): Uint8Array {
  const message = new Uint8Array(1 + payload.length);
  message[0] = channel;
  message.set(payload, 1);
  return message;
}
