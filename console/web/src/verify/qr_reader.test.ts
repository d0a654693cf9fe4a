import encodeQR from 'qr';
import { describe, expect, it } from 'vitest';
import { codeIn, type Picture } from './qr_reader';

const card = 'MT1:0123456789abcdef:' + 'k'.repeat(43) + ':AbCdEf12:sum4';

// A code of square modules in the middle of a grey picture, as a camera has it; `shade` of light and dark.
function picture(text: string, pixels: number, [light, dark]: [number, number]): Picture {
  const code = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const side = code.length * pixels;
  const [width, height] = [side + 120, side + 60];
  const data = new Uint8ClampedArray(width * height * 4).fill(128);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const value = code[Math.floor(y / pixels)]![Math.floor(x / pixels)] ? dark : light;
      data.fill(value, ((y + 30) * width + x + 60) * 4, ((y + 30) * width + x + 60) * 4 + 3);
    }
  }
  return { width, height, data };
}

describe('the reader of codes', () => {
  it('reads a card, large or small, bright or faint', () => {
    expect(codeIn(picture(card, 10, [255, 0]))).toBe(card);
    expect(codeIn(picture(card, 3, [255, 0]))).toBe(card);
    expect(codeIn(picture(card, 6, [200, 60]))).toBe(card);
  });

  it('finds nothing where there is nothing', () => {
    const grey = { width: 64, height: 48, data: new Uint8ClampedArray(64 * 48 * 4).fill(128) };
    expect(codeIn(grey)).toBeUndefined();
  });
});
