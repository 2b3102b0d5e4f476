/** The line in the header that says how the plotter stands. */
import { listen, state } from "./store.js";

const WORDS = {
  connected: "ready",
  busy: "busy",
  error: "needs attention",
  disconnected: "not found",
  offline: "off",
};

/** Keeps the line current. */
export function showDevice(place) {
  listen(() => {
    const [device] = state.devices.values();
    const words = document.createElement("span");
    const name = document.createElement("strong");
    if (device) {
      name.textContent = device.metadata?.name ?? device.device_id;
      words.textContent = ` ${WORDS[device.connection_status] ?? device.connection_status}${device.error_message ? ` · ${device.error_message}` : ""}`;
    }
    if (place.textContent === name.textContent + words.textContent) return;
    place.replaceChildren(name, words);
    place.classList.toggle("trouble", Boolean(device?.error_message));
  });
}
