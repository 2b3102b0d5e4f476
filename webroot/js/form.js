/** Forms and dialogs, made of plain elements: labelled, reachable by keyboard, with failures told where one looks. */

/** How many parts got an id. */
let named = 0;

/** A field with its label; the input is its property of that name. */
export function field(label, attributes = {}, hint = "") {
  const made = document.createElement("label");
  made.className = "field";
  const words = document.createElement("span");
  words.textContent = label;
  made.input = document.createElement("input");
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.input.setAttribute(name, "");
    else if (value !== false) made.input.setAttribute(name, value);
  }
  made.append(words, made.input);
  return hint ? hinted(made, hint) : made;
}

/** The hint is no part of the field's name, and read out after it. */
function hinted(label, words) {
  const hint = text("small", words);
  hint.id = `hint-${++named}`;
  label.input.setAttribute("aria-describedby", hint.id);
  const made = document.createElement("div");
  made.append(label, hint);
  made.input = label.input;
  return made;
}

/** A choice with its label; the select is its property `input`. */
export function labelled(label, select) {
  const made = document.createElement("label");
  made.className = "field";
  const words = document.createElement("span");
  words.textContent = label;
  select.removeAttribute("aria-label");
  made.input = select;
  made.append(words, select);
  return made;
}

/**
 * A form: its parts, a place for the sentence of a failure, a button. A second try begins when the first has ended.
 * @param {() => Promise<void>} action carried out when it is sent; its failure is shown
 * @param {Node[]} [others] more buttons beside the one that sends
 */
export function form(parts, sendLabel, action, others = []) {
  const made = document.createElement("form");
  const failure = text("p", "", "failure");
  failure.setAttribute("role", "alert");
  const send = document.createElement("button");
  send.className = "primary";
  send.textContent = sendLabel;
  const row = document.createElement("div");
  row.className = "choices";
  row.append(send, ...others);
  made.append(...parts, failure, row);
  made.onsubmit = async (event) => {
    event.preventDefault();
    if (send.disabled) return;
    send.disabled = true;
    failure.textContent = "";
    try {
      await action();
    } catch (error) {
      failure.textContent = error.message;
    } finally {
      send.disabled = false;
    }
  };
  return made;
}

/** An element with a text, which is never read as HTML. */
export function text(kind, words, className = "") {
  const made = document.createElement(kind);
  made.textContent = words;
  if (className) made.className = className;
  return made;
}

/** A dialog with a title, not open yet; it goes away when it is closed. */
export function dialog(title, className = "") {
  const made = document.createElement("dialog");
  made.className = `panel ${className}`;
  const heading = text("h2", title);
  heading.id = `dialog-${++named}`;
  made.setAttribute("aria-labelledby", heading.id);
  made.append(heading);
  made.addEventListener("close", () => made.remove());
  document.body.append(made);
  return made;
}
