/** Which plotters somebody may use: a tick each; none ticked means all. */
import { state } from "./store.js";

/**
 * @param {string[]} chosen ids that are ticked, also of plotters that are not here now
 * @returns {HTMLFieldSetElement} with the method `chosen()`
 */
export function devicePicker(chosen = []) {
  const made = document.createElement("fieldset");
  made.className = "devices";
  const legend = document.createElement("legend");
  legend.textContent = "Only these plotters (none ticked: all)";
  made.append(legend);
  const ids = new Set([...state.devices.keys(), ...chosen]);
  for (const id of ids) {
    const label = document.createElement("label");
    const tick = document.createElement("input");
    Object.assign(tick, { type: "checkbox", value: id, checked: chosen.includes(id) });
    label.append(tick, ` ${state.devices.get(id)?.metadata?.name ?? id}`);
    made.append(label);
  }
  made.hidden = ids.size === 0;
  made.chosen = () => [...made.querySelectorAll("input:checked")].map((tick) => tick.value);
  return made;
}
