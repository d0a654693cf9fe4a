// The text of the QR code in a picture, if there is one. The only file that knows the library that reads it.
import decodeQR from 'qr/decode.js';

export interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray; // RGBA
}

export function codeIn(picture: Picture): string | undefined {
  try {
    return decodeQR(picture) || undefined;
  } catch {
    return undefined; // that is how it says that there is none
  }
}
