/** Does something again and again, each time a while after it was done. */
export class Polling {
  #timer = null;

  /** @param {() => Promise<void>} ask what is done; must not fail */
  constructor(ask) {
    this.ask = ask;
    this.everyMs = 1000;
  }

  /** Begins, unless it is under way. */
  start() {
    if (this.#timer === null) this.#later();
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  #later() {
    const mine = setTimeout(async () => {
      await this.ask();
      // Whoever stopped it, and perhaps began anew, meanwhile has set another one.
      if (this.#timer === mine) this.#later();
    }, this.everyMs);
    this.#timer = mine;
  }
}
