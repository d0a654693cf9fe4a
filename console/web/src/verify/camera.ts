// The camera of this PC, looked through until it sees a QR code. The picture goes nowhere: each is looked at
// here and forgotten.
import { Store } from '../ui/store';
import { codeIn, type Picture } from './qr_reader';

// `searching`: for a while, and nothing was found.
export type Sight = 'off' | 'asking' | 'looking' | 'searching' | 'refused' | 'none' | 'busy';

const betweenLooksMs = 200;
const longMs = 15_000;
const widest = 960; // a card that fills a third of it has 7 pixels a module

export class Camera {
  readonly sight = new Store<Sight>('off');
  // What is on the air now; for a video element.
  stream: MediaStream | undefined;
  private opening = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  // `saw` hears each text once, until another is seen; `grab` takes a picture of what the video shows.
  constructor(
    private readonly saw: (text: string) => void,
    private readonly grab: (video: HTMLVideoElement) => Picture | undefined = pictureOf,
  ) {}

  async open(): Promise<void> {
    this.close();
    const turn = this.opening;
    this.sight.set('asking');
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
      });
      if (turn !== this.opening) return release(stream); // left meanwhile
      this.stream = stream;
      this.sight.set('looking');
    } catch (error) {
      if (turn === this.opening) this.sight.set(reasonOf(error));
    }
  }

  // From now on, at what this element shows; it is playing the stream.
  look(video: HTMLVideoElement): void {
    clearInterval(this.timer);
    const since = Date.now();
    let last: string | undefined;
    this.timer = setInterval(() => {
      const picture = this.grab(video);
      const text = picture && codeIn(picture);
      if (text && text !== last) this.saw(text);
      last = text ?? last;
      if (last === undefined && Date.now() - since >= longMs) this.sight.set('searching');
    }, betweenLooksMs);
  }

  // Its light goes out.
  close(): void {
    this.opening++;
    clearInterval(this.timer);
    if (this.stream) release(this.stream);
    this.stream = undefined;
    this.sight.set('off');
  }
}

function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function reasonOf(error: unknown): Sight {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  return 'none';
}

function pictureOf(video: HTMLVideoElement): Picture | undefined {
  if (video.videoWidth === 0) return undefined;
  const scale = Math.min(1, widest / video.videoWidth);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  if (!brush) return undefined;
  brush.drawImage(video, 0, 0, canvas.width, canvas.height);
  return brush.getImageData(0, 0, canvas.width, canvas.height);
}
