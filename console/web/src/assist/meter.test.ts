import { describe, expect, it } from 'vitest';
import { Meter } from './meter';

describe('the measured speed', () => {
  it('is nothing before there are two measures', () => {
    expect(new Meter().sample(5000, 0)).toBe(0);
  });

  it('is the bytes of the last few seconds, per second', () => {
    const meter = new Meter();
    meter.sample(0, 0);
    expect(meter.sample(10_000, 1000)).toBe(10_000);
    meter.sample(10_000, 2000);
    meter.sample(10_000, 3000);
    meter.sample(10_000, 4000);
    expect(meter.sample(10_000, 5000)).toBe(0);
  });

  it('begins anew with another picture', () => {
    const meter = new Meter();
    meter.sample(90_000, 0);
    expect(meter.sample(500, 1_000)).toBe(0);
    expect(meter.sample(1_500, 2_000)).toBe(1_000);
  });
});
