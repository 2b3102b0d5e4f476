/** Small parts that the panels are made of. */

/** A button that is off while what it ordered is under way. */
export function button(label, action, kind = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.className = kind;
  made.onclick = () => {
    made.disabled = true;
    Promise.resolve(action()).finally(() => (made.disabled = false));
  };
  return made;
}

/** A button that has to be held down. */
export function holdButton(label, action) {
  const made = document.createElement("hold-button");
  made.setAttribute("label", label);
  made.addEventListener("held", action);
  return made;
}

/**
 * A list to choose from.
 * @param {[string, string][]} options value and words of each
 */
export function choice(label, options, chosen = options[0]?.[0]) {
  const made = document.createElement("select");
  made.setAttribute("aria-label", label);
  for (const [value, words] of options) {
    const option = document.createElement("option");
    option.value = value;
    option.textContent = words;
    option.selected = value === chosen;
    made.append(option);
  }
  return made;
}

/** An element with a class and parts. */
export function box(kind, ...parts) {
  const made = document.createElement("div");
  made.className = kind;
  made.append(...parts);
  return made;
}

/** A slider with its name and its value beside it; tells its value when it is let go. */
export function slider(label, { min, max, value, unit }, settled) {
  const name = document.createElement("span");
  name.textContent = label;
  const input = document.createElement("input");
  Object.assign(input, { type: "range", min, max, value });
  const shown = document.createElement("output");
  const show = () => (shown.textContent = `${input.value} ${unit}`);
  input.oninput = show;
  input.onchange = () => settled(Number(input.value));
  show();
  const made = document.createElement("label");
  made.className = "slider";
  made.append(name, input, shown);
  return made;
}
