/** The line in the header that says how the plotter stands; with several, each has its button. */
import { listen, nameOf, pickDevice, shownDevice, state } from "./store.js";

const WORDS = {
  connected: "ready",
  busy: "busy",
  error: "needs attention",
  disconnected: "not found",
  offline: "off",
};

const NONE = "No plotter is known yet: plug one in.";

/** Keeps the line current. */
export function showDevice(place) {
  let last = "";
  listen(() => {
    const shown = shownDevice();
    const devices = [...state.devices.values()];
    const key = JSON.stringify([state.connection, shown?.device_id, devices.map((device) => [device.device_id, words(device)])]);
    if (key === last) return;
    last = key;
    const several = devices.length > 1 ? devices.map((device) => chip(device, device === shown)) : [];
    place.replaceChildren(...several, ...(shown ? line(shown, several.length > 0) : state.connection === "connected" ? [NONE] : []));
    place.classList.toggle("trouble", Boolean(shown?.error_message));
  });
}

function words(device) {
  const stands = WORDS[device.connection_status] ?? device.connection_status;
  return device.error_message ? `${stands} · ${device.error_message}` : stands;
}

function line(device, named) {
  const what = document.createElement("span");
  what.textContent = ` ${words(device)}`;
  if (named) return [what];
  const who = document.createElement("strong");
  who.textContent = nameOf(device);
  return [who, what];
}

function chip(device, isShown) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `chip ${device.connection_status}`;
  made.textContent = nameOf(device);
  made.title = words(device);
  made.setAttribute("aria-pressed", String(isShown));
  made.onclick = () => pickDevice(device.device_id);
  return made;
}
