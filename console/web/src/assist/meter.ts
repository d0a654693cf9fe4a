// How fast the picture comes: bytes over the last few seconds, from a total that grows, or begins anew with another picture.
const spanMs = 3_000;

export class Meter {
  private samples: { at: number; total: number }[] = [];

  // Answers bytes per second.
  sample(total: number, at: number): number {
    if (total < (this.samples.at(-1)?.total ?? 0)) this.samples = [];
    this.samples.push({ at, total });
    while (this.samples.length > 2 && at - this.samples[1]!.at >= spanMs) this.samples.shift();
    const first = this.samples[0]!;
    return at > first.at ? ((total - first.total) * 1000) / (at - first.at) : 0;
  }
}
