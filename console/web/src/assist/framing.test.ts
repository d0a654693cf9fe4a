import { create, toBinary } from '@bufbuild/protobuf';
import { fromBinary } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import {
  BrowserSaysSchema,
  ConsoleTells_Phase as Phase,
  ConsoleTellsSchema,
} from '../gen/maintendue/local/v1/session_socket_pb';
import { Scope } from '../gen/maintendue/v1/session_pb';
import { pictureFrame, readFrame, wordsFrame } from './framing';

const bufferOf = (...parts: (number | Uint8Array)[]): ArrayBuffer =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...part]))).buffer;

describe('framing', () => {
  it('puts what the browser says on channel 0', () => {
    const frame = wordsFrame({ case: 'ask', value: Scope.CONTROL });
    expect(frame[0]).toBe(0);
    expect(fromBinary(BrowserSaysSchema, frame.subarray(1)).say).toEqual({
      case: 'ask',
      value: Scope.CONTROL,
    });
  });

  it('puts the picture on channel 1, in bytes of its own', () => {
    const sent = new Uint8Array([3, 1, 0]);
    const frame = pictureFrame(sent);
    sent.fill(9);
    expect([...frame]).toEqual([1, 3, 1, 0]);
  });

  it('reads both channels', () => {
    const tells = toBinary(
      ConsoleTellsSchema,
      create(ConsoleTellsSchema, { phase: Phase.VIEWING }),
    );
    expect(readFrame(bufferOf(0, tells))).toMatchObject({ tells: { phase: Phase.VIEWING } });
    expect(readFrame(bufferOf(1, 7, 8))).toEqual({ picture: new Uint8Array([7, 8]) });
  });

  it('refuses what is not in the contract', () => {
    expect(readFrame(bufferOf())).toBeUndefined();
    expect(readFrame(bufferOf(2, 1))).toBeUndefined();
    expect(readFrame(bufferOf(0, 0xff, 0xff))).toBeUndefined();
  });
});
