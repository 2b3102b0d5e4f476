/** What routes and messages are shown with: prose, entries that open, examples. */
import { text } from "./form.js";

/** Words in which `code` stands between backticks, as elements; never read as HTML. */
export function phrase(kind, words = "") {
  const made = document.createElement(kind);
  words.split("`").forEach((piece, place) => {
    if (piece) made.append(place % 2 ? text("code", piece) : piece);
  });
  return made;
}

/** Paragraphs and tables of a longer description. */
export function prose(words = "") {
  return words
    .trim()
    .split(/\n\s*\n/)
    .filter(Boolean)
    .map((block) => (block.startsWith("|") ? table(block) : phrase("p", block.replace(/\n/g, " "))));
}

function table(block) {
  const made = document.createElement("table");
  for (const line of block.split("\n").filter((each) => !/^\|[-|\s]+$/.test(each))) {
    const row = made.insertRow();
    for (const cell of line.split("|").slice(1, -1)) row.append(phrase("td", cell.trim()));
  }
  const around = document.createElement("div");
  around.className = "scrolled";
  around.append(made);
  return around;
}

/** A section with a heading that the contents lead to. */
export function section(id, title, ...parts) {
  const made = document.createElement("section");
  made.className = "card";
  made.id = id;
  made.dataset.title = title;
  made.append(text("h2", title), ...parts);
  return made;
}

/** Something that is shown in full when it is opened. @param {() => Node[]} fill */
export function entry(id, heads, words, fill) {
  const made = document.createElement("details");
  made.className = "entry";
  made.id = id;
  made.words = words.toLowerCase();
  const summary = document.createElement("summary");
  summary.append(...heads);
  made.append(summary);
  made.addEventListener("toggle", () => made.append(...fill()), { once: true });
  return made;
}

/** The role that something takes. */
export function role(name) {
  return text("span", name === "none" ? "everybody" : name, `role ${name}`);
}

/** An example, as one would write it. */
export function example(value, words = "") {
  const made = document.createElement("figure");
  if (words) made.append(text("figcaption", words));
  const code = text("code", typeof value === "string" ? value : JSON.stringify(value, null, 2));
  const pre = document.createElement("pre");
  pre.append(code);
  made.append(pre);
  return made;
}
