/** <hand-panel>: hands on the plotter: jog, pen, origin, and what can be changed while it draws. */
import * as api from "./api.js";
import "./hold-button.js";
import { order } from "./notice.js";
import { box, button, choice, holdButton, slider } from "./parts.js";
import { listen, nameOf, shownDevice, state } from "./store.js";

const TRY_AGAIN_MS = 3000;
const STEPS_MM = ["0.5", "5", "20", "50"];
const WAYS = [
  ["↑", "up the sheet", 0, -1, "ArrowUp"],
  ["←", "to the left", -1, 0, "ArrowLeft"],
  ["→", "to the right", 1, 0, "ArrowRight"],
  ["↓", "down the sheet", 0, 1, "ArrowDown"],
];

customElements.define(
  "hand-panel",
  class extends HTMLElement {
    connectedCallback() {
      this.shown = "";
      listen(() => {
        const device = shownDevice();
        const here = Boolean(device) && !["disconnected", "offline"].includes(device.connection_status);
        // What was adjusted lasts until the job is over: then the sliders are read anew.
        const key = here ? `${device.device_id} ${device.current_job_id ?? ""}` : "";
        this.closest(".card").hidden = !here;
        const who = here && state.devices.size > 1 ? `By hand: ${nameOf(device)}` : "By hand";
        const summary = this.closest("details").querySelector("summary");
        if (summary.textContent !== who) summary.textContent = who;
        if (key !== this.shown) {
          this.shown = key;
          this.replaceChildren();
          if (key) this.build(key, device.device_id);
        }
        if (here) this.show(device);
      });
    }

    async build(key, id) {
      const device = await order(api.device(id));
      // Meanwhile another plotter may be shown: these buttons would move the wrong one.
      if (key !== this.shown) return;
      if (!device) {
        setTimeout(() => key === this.shown && (this.shown = ""), TRY_AGAIN_MS);
        return;
      }
      let before = Promise.resolve();
      /** One move after the other; an emergency stop waits for none. */
      const send = (action, options) => {
        const give = () => order(api.deviceControl(id, action, options));
        return action === "stop" ? give() : (before = before.then(give));
      };
      this.replaceChildren(jogPad(send), pen(send), live(id, device), places(send, device));
      this.show(state.devices.get(id) ?? device);
    }

    show(device) {
      const place = this.querySelector("[data-place]");
      if (!place) return;
      const words =
        device.position_trust === "known"
          ? `${device.position.x.toFixed(1)}, ${device.position.y.toFixed(1)} mm · pen ${device.pen_up ? "up" : "down"}`
          : `position ${device.position_trust === "lost" ? "unknown" : "in doubt"} · pen ${device.pen_up ? "up" : "down"}`;
      if (place.textContent !== words) place.textContent = words;
    }
  },
);

function jogPad(send) {
  const step = choice("How far one press goes", STEPS_MM.map((mm) => [mm, `${mm} mm`]), "5");
  let moving = false;
  /** One at a time: a key that is held down must not pile up moves that go on after it was let go. */
  const jog = async (x, y) => {
    if (moving) return;
    moving = true;
    await send("jog", { dx_mm: x * Number(step.value), dy_mm: y * Number(step.value) });
    moving = false;
  };
  const pad = box("pad");
  for (const [index, [sign, words, x, y]] of WAYS.entries()) {
    const key = button(sign, () => jog(x, y), `way-${index}`);
    key.setAttribute("aria-label", `Jog ${words}`);
    pad.append(key);
  }
  step.className = "step";
  pad.append(step);
  pad.addEventListener("keydown", (event) => {
    const way = event.target === step ? null : WAYS.find((known) => known[4] === event.key);
    if (way) {
      event.preventDefault();
      jog(way[2], way[3]);
    }
  });
  return pad;
}

function pen(send) {
  const place = document.createElement("p");
  place.className = "place";
  place.dataset.place = "";
  return box("pen", place, button("Pen up", () => send("pen_up")), button("Pen down", () => send("pen_down")));
}

function live(id, device) {
  const adjust = (change) => order(api.adjust(id, change));
  const { adjustment, pen: planned } = device;
  const speed = slider("Speed", { min: 10, max: adjustment.max_speed_percent, value: adjustment.speed_percent, unit: "%" }, (value) => adjust({ speed_percent: value }));
  if (!device.capabilities.includes("adjusts_pen_height")) return box("live", speed);
  return box(
    "live",
    speed,
    slider("Height up", { min: 0, max: 100, value: adjustment.pen_up_percent ?? planned.up_percent, unit: "%" }, (value) => adjust({ pen_up_percent: value })),
    slider("Height down", { min: 0, max: 100, value: adjustment.pen_down_percent ?? planned.down_percent, unit: "%" }, (value) => adjust({ pen_down_percent: value })),
  );
}

function places(send, device) {
  const homes = device.capabilities.includes("homes") ? [button("Home", () => send("home"))] : [];
  const motorsOff = device.capabilities.includes("releases_motors") ? [holdButton("Hold to switch motors off", () => send("motors_off"))] : [];
  return box(
    "places",
    button("Go to origin", () => send("go_to_origin")),
    button("The pen is at the origin", () => send("set_origin")),
    ...homes,
    ...motorsOff,
    button("Emergency stop", () => send("stop"), "danger"),
  );
}
