// Remembers which ids a file has stated, in a few bytes an id, so that repeats are counted without keeping the ids.

/** 64 bits of an id in two tables; the chance that a million ids collide anywhere is about one in 30 million. */
export class SeenIds {
  private high = new Uint32Array(1 << 12);
  private low = new Uint32Array(1 << 12);
  private used = 0;
  private readonly most: number;

  /** `most`: ids after which nothing new is remembered (eight bytes each at half fill), so that memory stays bounded. */
  constructor(most = 8_000_000) {
    this.most = most;
  }

  /** Whether the id was there before; remembers it. */
  meet(id: string): boolean {
    let [a, b] = [0x811c9dc5, 0x9e3779b1];
    for (let place = 0; place < id.length; place++) {
      const code = id.charCodeAt(place);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13);
    }
    return this.put((a ^ (a >>> 15)) >>> 0, (b ^ (b >>> 16)) >>> 0 || 1);
  }

  private put(a: number, b: number): boolean {
    const mask = this.low.length - 1;
    let place = (a ^ Math.imul(b, 0x27d4eb2d)) & mask;
    // 0 in `low` marks a free place; b is never 0.
    while (this.low[place] !== 0) {
      if (this.low[place] === b && this.high[place] === a) return true;
      place = (place + 1) & mask;
    }
    if (this.used >= this.most) return false;
    this.low[place] = b;
    this.high[place] = a;
    this.used += 1;
    if (this.used * 2 > this.low.length) this.grow();
    return false;
  }

  private grow(): void {
    const [high, low] = [this.high, this.low];
    this.high = new Uint32Array(low.length * 2);
    this.low = new Uint32Array(low.length * 2);
    this.used = 0;
    for (let place = 0; place < low.length; place++) if (low[place] !== 0) this.put(high[place]!, low[place]!);
  }
}
