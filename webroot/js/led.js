/** An LED that does what its pattern says, by the browser's own animations; with words, for light alone is no word. */
import { box } from "./parts.js";

const NAMES = { status: "Status", color: "In colour", ready: "Ready", plotting: "Plotting", paused: "Paused", fault: "Fault" };

const FAULTS = [
  "no plotter",
  "nobody knows where the pen is",
  "the plotter reports an error",
  "a paused drawing waits for a decision",
  "the panel itself",
  "the box itself",
];

const WORDS = {
  off: "dark",
  ready: "breathes: ready",
  plotting: "steady: drawing",
  paused: "blinks slowly: paused",
  pen_change: "flashes twice: change the pen",
  working: "blinks fast: at work on itself",
  holding_cancel: "grows: keep holding to cancel",
  holding_presence: "grows: keep holding to show that you are here",
  holding_network_reset: "grows: keep holding to forget the network",
};

const still = matchMedia("(prefers-reduced-motion: reduce)");
const shown = new Set();
still.addEventListener("change", () => shown.forEach((led) => led.light()));

/** What a pattern says. */
export function wordsOf({ pattern, repeats }) {
  if (pattern === "ready" && !repeats) return "steady: ready";
  const fault = /^fault_(\d)$/.exec(pattern);
  if (fault) return `blinks ${fault[1]} ${fault[1] === "1" ? "time" : "times"}: ${FAULTS[fault[1] - 1] ?? "a fault"}`;
  return WORDS[pattern] ?? pattern.replaceAll("_", " ");
}

const brightness = (light) => Math.max(...light);

/** As it is shown; one of a single colour has that of its lens. */
function shade(light, hues) {
  const colour = hues ? { backgroundColor: colourOf(light), color: colourOf(light) } : {};
  return { opacity: brightness(light), ...colour };
}

/** The hue at full light; how bright it is, is told by its opacity. */
function colourOf(light) {
  const most = brightness(light);
  return most > 0 ? `rgb(${light.map((part) => Math.round((255 * part) / most)).join(" ")})` : "white";
}

export class Led {
  #name;
  #lens = box("lens");
  #words = document.createElement("span");
  #key = "";
  #led = null;
  #at = 0;

  constructor() {
    this.#name = document.createElement("strong");
    this.#words.setAttribute("aria-live", "polite");
    this.element = box("led", box("lamp", this.#lens), this.#name, this.#words);
    shown.add(this);
  }

  /** No more of it is seen. */
  gone() {
    shown.delete(this);
  }

  /**
   * Has it do something from now on.
   * @param {{name:string,pattern:string,since:string,repeats:boolean,steps:object[]}} led
   * @param {number} at the server's time of the message, ms
   */
  show(led, at) {
    const key = JSON.stringify([led.pattern, led.since, led.repeats, led.steps]);
    if (key === this.#key) return;
    this.#key = key;
    this.#led = led;
    this.#at = Math.max(0, at - Date.parse(led.since)) - performance.now();
    // It says the same as the other one.
    if (led.name === "color") this.#words.removeAttribute("aria-live");
    this.#name.textContent = NAMES[led.name] ?? led.name;
    this.#words.textContent = wordsOf(led);
    this.light();
  }

  /** Lights up; for people who bear no motion as it is at its brightest. */
  light() {
    for (const running of this.#lens.getAnimations()) running.cancel();
    const { name, steps, repeats } = this.#led;
    const hues = name === "color";
    const lights = steps.flatMap((step) => [step.from, step.to]);
    const duration = steps.reduce((sum, step) => sum + step.ms, 0);
    if (still.matches || !(duration > 0)) {
      const brightest = repeats ? lights.reduce((best, light) => (brightness(light) > brightness(best) ? light : best)) : lights.at(-1);
      Object.assign(this.#lens.style, shade(brightest, hues));
      return;
    }
    let before = 0;
    const frames = [];
    for (const step of steps) {
      const from = before / duration;
      before += step.ms;
      frames.push({ offset: from, ...shade(step.from, hues) }, { offset: Math.min(1, before / duration), ...shade(step.to, hues) });
    }
    const running = this.#lens.animate(frames, { duration, iterations: repeats ? Infinity : 1, fill: "forwards" });
    running.currentTime = performance.now() + this.#at;
  }
}
