// What a hand over the picture says, word by word.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Mark_Kind as Kind } from '../gen/maintendue/v1/mark_pb';
import { Pointing, type Place } from './pointing';

let said: [Kind, number, number][];
let hand: Pointing;
const at = (x: number, y = 0): Place => ({ x, y });

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  hand = new Pointing((kind, { x, y }) => said.push([kind, x, y]));
});
afterEach(() => vi.useRealTimers());

describe('a hand over the picture', () => {
  it('is told at once, then at a pace, and where it stopped in any case', () => {
    for (let x = 0; x < 100; ++x) {
      hand.move(at(x));
      vi.advanceTimersByTime(1);
    }
    expect(said.length).toBeLessThanOrEqual(6);
    vi.advanceTimersByTime(40);
    expect(said[0]).toEqual([Kind.POINT, 0, 0]);
    expect(said.at(-1)).toEqual([Kind.POINT, 99, 0]);
  });

  it('is told again each second while it rests, and not once it has left', () => {
    hand.move(at(5));
    vi.advanceTimersByTime(3000);
    expect(said.map(([kind]) => kind)).toEqual([Kind.POINT, Kind.POINT, Kind.POINT, Kind.POINT]);
    hand.away();
    vi.advanceTimersByTime(5000);
    expect(said.length).toBe(5);
    expect(said.at(-1)?.[0]).toBe(Kind.AWAY);
    hand.away();
    expect(said.length).toBe(5);
  });

  it('presses when it hardly moves between down and up', () => {
    hand.down(at(50));
    hand.move(at(53));
    hand.up(at(53));
    expect(said.at(-1)).toEqual([Kind.PRESS, 53, 0]);
    expect(said.some(([kind]) => kind === Kind.DRAW)).toBe(false);
  });

  it('draws from where it went down to where it went up', () => {
    hand.down(at(50));
    vi.advanceTimersByTime(50);
    hand.move(at(80));
    vi.advanceTimersByTime(50);
    hand.up(at(130));
    expect(said).toEqual([
      [Kind.POINT, 50, 0],
      [Kind.DRAW, 50, 0],
      [Kind.DRAW_ON, 80, 0],
      [Kind.DRAW_ON, 130, 0],
    ]);
    vi.advanceTimersByTime(50);
    hand.move(at(140));
    expect(said.at(-1)).toEqual([Kind.POINT, 140, 0]);
  });

  it('keeps its line while it rests on it', () => {
    hand.down(at(50));
    hand.move(at(80));
    vi.advanceTimersByTime(2500);
    expect(said.at(-1)).toEqual([Kind.DRAW_ON, 80, 0]);
  });

  it('wipes, and says nothing more by itself once it is stopped', () => {
    hand.move(at(5));
    hand.wipe();
    expect(said.at(-1)?.[0]).toBe(Kind.WIPE);
    hand.move(at(6));
    vi.advanceTimersByTime(40);
    const count = said.length;
    hand.stop();
    vi.advanceTimersByTime(5000);
    expect(said.length).toBe(count);
  });

  it('ends its line where it was last when it goes up beside the picture', () => {
    hand.down(at(50));
    hand.move(at(80));
    hand.up(undefined);
    vi.advanceTimersByTime(50);
    hand.move(at(90));
    expect(said.at(-1)).toEqual([Kind.POINT, 90, 0]);
  });

  it('leaves when it is beside the picture, but not in the middle of a line', () => {
    hand.move(at(50));
    hand.beside();
    expect(said.at(-1)?.[0]).toBe(Kind.AWAY);
    hand.down(at(50));
    vi.advanceTimersByTime(50);
    hand.move(at(80));
    hand.beside();
    expect(said.at(-1)?.[0]).toBe(Kind.DRAW);
  });

  it('lets go of nothing that it did not press', () => {
    hand.move(at(5));
    hand.up(at(6));
    expect(said.map(([kind]) => kind)).toEqual([Kind.POINT]);
  });
});
