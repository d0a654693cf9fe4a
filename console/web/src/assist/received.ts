// Tells how many bytes of the picture were taken in, as a running total: at once when 16 KiB have come
// since the last word, else as soon as the page has done with what just came. The PC sends no more than
// a window beyond this figure, so a total that is told late is a picture that waits.
const atLeastEach = 16 * 1024;

export class Received {
  private total = 0;
  private told = 0;
  private soon = false;

  constructor(private readonly tell: (total: number) => void) {}

  get bytes(): number {
    return this.total;
  }

  took(count: number): void {
    this.total += count;
    if (this.total - this.told >= atLeastEach) return this.tellNow();
    if (this.soon) return;
    this.soon = true;
    queueMicrotask(() => {
      this.soon = false;
      this.tellNow();
    });
  }

  private tellNow(): void {
    if (this.told === this.total) return;
    this.told = this.total;
    this.tell(this.total);
  }
}
