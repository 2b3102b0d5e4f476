/** Messages by the dialects: what a client says, and what it hears. */
import { text } from "./form.js";
import { entry, example, phrase, prose, role, section } from "./docs-parts.js";
import { resolved, schemaView, wordsOf } from "./docs-schema.js";

/** @returns {HTMLElement[]} what holds for all messages, a section for each dialect, and the table of keys */
export function byDialect(whole) {
  return [
    section("messages", "Live", ...prose(whole.info.description)),
    ...Object.entries(whole.channels).map(([name, channel]) => dialect(whole, name, channel)),
    keys(whole["x-keys"]),
  ];
}

function dialect(whole, name, channel) {
  const of = (side) => Object.entries(channel.messages).filter(([key]) => key.startsWith(`${side}.`));
  const list = (side, words) =>
    of(side).length
      ? [text("h3", words), ...of(side).map(([key, reference]) => message(whole, `${name}.${key}`, resolved(whole, reference)))]
      : [];
  return section(
    `dialect-${name}`,
    channel.title,
    text("p", channel.address, "media"),
    ...prose(channel.description),
    ...list("client", "What a client says"),
    ...list("server", "What it hears"),
  );
}

function message(whole, id, said) {
  const heads = [text("code", said.name, "path")];
  if (said["x-role"]) heads.push(role(said["x-role"]));
  heads.push(phrase("span", said.summary));
  return entry(id, heads, wordsOf(whole, said), () => [
    schemaView(whole, said.payload),
    ...(said.examples ?? []).map((each) => example(each.payload)),
  ]);
}

/** Numbers that stand for names and words in CBOR. */
function keys(table) {
  const numbered = (title, names) =>
    entry(`keys-${title}`, [text("span", `${names.length} ${title}`)], names.join(" "), () => {
      const list = document.createElement("ol");
      list.start = 0;
      list.append(...names.map((name) => text("li", name)));
      list.className = "numbers";
      return [list];
    });
  return section(
    "keys",
    "Keys of plotty.v1+cbor",
    phrase("p", table.about),
    numbered("keys", table.keys),
    numbered("words", table.words),
    phrase("p", `Words stand in: ${table.worded.join(", ")}.`),
    phrase("p", `Times are: ${table.times.join(", ")}.`),
    phrase("p", `Scaled are: ${Object.entries(table.scaled).map(([name, digits]) => `${name} (${digits})`).join(", ")}.`),
  );
}
