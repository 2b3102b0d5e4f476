/** Schemas, made readable: fields with what they hold, and what they are made of when one opens it. */
import { text } from "./form.js";
import { phrase } from "./docs-parts.js";

/** What a reference within a document leads to. */
export function resolved(whole, thing) {
  let found = thing;
  while (found?.$ref) {
    found = found.$ref
      .slice(2)
      .split("/")
      .reduce((place, name) => place?.[name.replaceAll("~1", "/").replaceAll("~0", "~")], whole);
  }
  return found ?? {};
}

/** All names and words in something and in what it refers to, to be searched. */
export function wordsOf(whole, thing, seen = new Set()) {
  if (typeof thing !== "object" || thing === null) return String(thing);
  if (seen.has(thing)) return "";
  seen.add(thing);
  if (thing.$ref) return wordsOf(whole, resolved(whole, thing), seen);
  return Object.entries(thing)
    .map(([name, value]) => `${Array.isArray(thing) ? "" : name} ${wordsOf(whole, value, seen)}`)
    .join(" ");
}

/** All that a schema says of an object, its parts put together. */
function together(whole, schema) {
  const plain = resolved(whole, schema);
  const all = { fields: new Map(), required: new Set(plain.required ?? []), choices: [], others: plain.additionalProperties };
  for (const [name, field] of Object.entries(plain.properties ?? {})) all.fields.set(name, field);
  for (const each of plain.allOf ?? []) {
    const more = together(whole, each);
    more.fields.forEach((field, name) => all.fields.set(name, field));
    more.required.forEach((name) => all.required.add(name));
    all.choices.push(...more.choices);
    all.others ??= more.others;
  }
  const choice = plain.oneOf ?? plain.anyOf;
  if (choice) all.choices.push(choice);
  return all;
}

/** What a value is, in a few words. */
export function kind(whole, schema) {
  const plain = resolved(whole, schema);
  if ("const" in plain) return JSON.stringify(plain.const);
  if (plain.enum) return plain.enum.join(" | ") + bounds(plain);
  const types = [plain.type ?? (plain.oneOf || plain.anyOf ? "one of several" : "object")].flat();
  const words = types.map((type) => (type === "array" ? `list of ${kind(whole, plain.items ?? {})}` : word(type, plain)));
  return words.join(" or ") + bounds(plain);
}

function word(type, schema) {
  if (type === "string") return schema.format === "date-time" ? "time" : "text";
  return { integer: "whole number", boolean: "true or false" }[type] ?? type;
}

function bounds(schema) {
  const from = schema.minimum ?? schema.minLength;
  const to = schema.maximum ?? schema.maxLength;
  const range = from === undefined && to === undefined ? "" : `, ${from ?? "…"} to ${to ?? "…"}`;
  return range + ("default" in schema ? `, by default ${JSON.stringify(schema.default)}` : "");
}

/** Whether there is more to show of a value than a line. */
function isDeep(whole, schema) {
  const plain = resolved(whole, schema);
  const all = together(whole, plain);
  if (all.fields.size || all.choices.length || (all.others && all.others !== true)) return true;
  return plain.items ? isDeep(whole, plain.items) : false;
}

/** The fields of a schema. What is deep is made when it is opened, so that a schema may hold itself. */
export function schemaView(whole, schema) {
  const plain = resolved(whole, schema);
  if (plain.items && !plain.properties) return schemaView(whole, plain.items);
  const made = document.createElement("div");
  made.className = "schema";
  const all = together(whole, schema);
  if (!all.fields.size && !all.choices.length && !all.others) {
    made.append(text("span", kind(whole, schema), "kind"));
    return made;
  }
  const list = document.createElement("dl");
  for (const [name, field] of all.fields) list.append(...row(whole, name, field, all.required.has(name)));
  if (all.others && all.others !== true) list.append(...row(whole, "(any name)", all.others, false));
  if (all.others === true) list.append(text("dt", "(anything else)"), text("dd", "as well"));
  made.append(list);
  for (const choice of all.choices) {
    choice.forEach((each, place) => made.append(text("p", place ? "or" : "one of", "or"), schemaView(whole, each)));
  }
  return made;
}

function row(whole, name, schema, required) {
  const term = document.createElement("dt");
  term.append(text("code", name));
  if (required) term.append(text("span", "always", "always"));
  const what = document.createElement("dd");
  what.append(text("span", kind(whole, schema), "kind"));
  const said = schema.description ?? resolved(whole, schema).description;
  if (said) what.append(phrase("p", said));
  if (isDeep(whole, schema)) what.append(opened(() => schemaView(whole, schema)));
  return [term, what];
}

function opened(make) {
  const made = document.createElement("details");
  made.append(text("summary", "fields"));
  made.addEventListener("toggle", () => made.append(make()), { once: true });
  return made;
}
