/** The page that shows what can be asked and heard here: both documents of the API, made readable. */
import { byRoute } from "./docs-routes.js";
import { byDialect } from "./docs-messages.js";
import { text } from "./form.js";

const part = (id) => document.getElementById(id);

async function read(name) {
  const answer = await fetch(`api/v1/${name}.json`, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`The box answered ${answer.status}.`);
  return answer.json();
}

/** A link of the contents to a section. */
function link(section) {
  const anchor = text("a", section.dataset.title);
  anchor.href = `#${section.id}`;
  const item = document.createElement("li");
  item.append(anchor);
  return item;
}

/** Shows only what holds the words; what a closed entry holds is known without opening it. */
function find(words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  for (const entry of document.querySelectorAll("details.entry")) {
    entry.hidden = !wanted.every((word) => entry.words.includes(word));
  }
  for (const section of document.querySelectorAll("#documents > section")) {
    const entries = [...section.querySelectorAll("details.entry")];
    section.hidden = wanted.length > 0 && entries.every((entry) => entry.hidden);
  }
}

/** Opens what the address names. */
function openNamed() {
  const named = location.hash && part(decodeURIComponent(location.hash.slice(1)));
  if (!named) return;
  if (named instanceof HTMLDetailsElement) named.open = true;
  named.scrollIntoView();
}

try {
  const [routes, messages] = await Promise.all([read("openapi"), read("asyncapi")]);
  const sections = [...byRoute(routes), ...byDialect(messages)];
  part("documents").replaceChildren(...sections);
  part("contents").replaceChildren(...sections.map(link));
  part("state").hidden = true;
  part("find").oninput = () => find(part("find").value);
  addEventListener("hashchange", openNamed);
  openNamed();
} catch (failure) {
  part("state").textContent = failure instanceof TypeError
    ? "The box does not answer. Is it switched on, and in this network?"
    : failure.message;
}
