/** <panel-card>: the box's buttons and lights; an admin presses those of a simulated panel here. */
import * as api from "./api.js";
import { Led } from "./led.js";
import { notice } from "./notice.js";
import { box } from "./parts.js";
import { covers } from "./session.js";
import { listen, state } from "./store.js";

const NAMES = { pause: "Pause", cancel: "Cancel", stop: "Stop" };
const DOES = {
  pause: "Pauses; starts and resumes on a short press; held for 3 s it shows that somebody is there",
  cancel: "Held for 1.5 s it cancels the drawing",
  stop: "Emergency stop",
};

/** The server lets go what was not pressed again for so long, of whoever loses his line: before it cancels anything. */
const HELD_FOR_MS = 1400;
const AGAIN_MS = 500;
/** A pointer that is so far from where it went down has left the button. */
const LEFT_PX = 50;
/** A press has to last longer than a button bounces. */
const SHORTEST_MS = 80;

customElements.define(
  "panel-card",
  class extends HTMLElement {
    connectedCallback() {
      this.shape = "";
      this.leds = [];
      for (const away of ["blur", "pagehide"]) addEventListener(away, () => this.letGo());
      listen(() => {
        const panel = state.panel;
        const here = Boolean(panel) && panel.kind !== "none" && panel.buttons.length + panel.leds.length > 0;
        this.closest(".card").hidden = !here;
        const canPress = here && panel.kind === "simulated" && covers("admin");
        const shape = here ? JSON.stringify([canPress, panel.kind, panel.buttons.map((button) => button.name), panel.leds.map((led) => led.name)]) : "";
        if (shape !== this.shape) {
          this.shape = shape;
          this.build(here ? panel : null, canPress);
        }
        if (here) this.show(panel);
      });
    }

    build(panel, canPress) {
      for (const led of this.leds) led.gone();
      this.letGo();
      this.replaceChildren();
      this.leds = panel ? panel.leds.map(() => new Led()) : [];
      if (!panel) return;
      const buttons = box("pushes", ...panel.buttons.map((button) => push(button.name, canPress)));
      const lights = box("lights", ...this.leds.map((led) => led.element));
      this.trouble = document.createElement("p");
      this.trouble.className = "words error";
      const note = document.createElement("p");
      note.className = "note";
      note.textContent = noteOn(panel, canPress);
      this.append(box("plate", lights, buttons), this.trouble, note);
    }

    letGo() {
      for (const cap of this.querySelectorAll("button")) cap.dispatchEvent(new Event("blur"));
    }

    show(panel) {
      panel.leds.forEach((led, index) => this.leds[index].show(led, Date.parse(panel.timestamp)));
      for (const button of panel.buttons) {
        const place = this.querySelector(`[data-button="${CSS.escape(button.name)}"]`);
        place.classList.toggle("pressed", button.pressed);
        const words = button.stuck ? "stuck" : button.pressed ? "pressed" : "";
        const said = place.querySelector(".said");
        if (said.textContent !== words) said.textContent = words;
      }
      this.trouble.textContent = panel.fault ?? "";
      this.trouble.hidden = !panel.fault;
    }
  },
);

function noteOn(panel, canPress) {
  if (panel.kind !== "simulated") return "As it looks on the box.";
  return canPress ? "A simulated panel: press and hold the buttons as on the box." : "A simulated panel; only an admin presses its buttons.";
}

/** A button as it stands on the box, with its name and how it is below it. */
function push(name, canPress) {
  const cap = document.createElement("button");
  cap.type = "button";
  cap.className = "push";
  cap.disabled = !canPress;
  cap.title = DOES[name] ?? "";
  const label = document.createElement("strong");
  label.textContent = NAMES[name] ?? name;
  cap.setAttribute("aria-label", `${label.textContent} on the panel`);
  const said = document.createElement("span");
  said.className = "said";
  said.setAttribute("role", "status");
  const made = box("key", cap, label, said);
  made.dataset.button = name;
  if (canPress) finger(cap, made, name);
  return made;
}

/** Presses while pointer or key is down, and lets go by whatever ends that. */
function finger(cap, made, name) {
  let holder = null;
  let place = [0, 0];
  let again = 0;
  let since = 0;
  /** One after the other, so that no release overtakes its press. */
  let before = Promise.resolve();
  const send = (what) => (before = before.then(what).catch((error) => notice(error.message)));
  const press = () => send(() => api.pressButton(name, HELD_FOR_MS));

  const down = (by) => {
    if (holder !== null) return;
    holder = by;
    made.classList.add("down");
    press().then(() => (since = performance.now()));
    again = setInterval(press, AGAIN_MS);
  };
  const up = (by) => {
    if (holder === null || (by !== undefined && by !== holder)) return;
    holder = null;
    clearInterval(again);
    made.classList.remove("down");
    send(async () => {
      const rest = since + SHORTEST_MS - performance.now();
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
      await api.releaseButton(name);
    });
  };

  const isPress = (event) => event.key === " " || event.key === "Enter";
  cap.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    // A second finger on another button must not take the focus, and with it the first press, away.
    event.preventDefault();
    // The page may move under the pointer, for the state of the job changes it: only the pointer itself leaves a button.
    cap.setPointerCapture(event.pointerId);
    place = [event.clientX, event.clientY];
    down(event.pointerId);
  });
  cap.addEventListener("pointermove", (event) => {
    if (Math.hypot(event.clientX - place[0], event.clientY - place[1]) > LEFT_PX) up(event.pointerId);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) cap.addEventListener(end, (event) => up(event.pointerId));
  cap.addEventListener("keydown", (event) => isPress(event) && (event.preventDefault(), down("key")));
  cap.addEventListener("keyup", (event) => isPress(event) && up("key"));
  cap.addEventListener("blur", () => up());
  cap.addEventListener("contextmenu", (event) => event.preventDefault());
}
