/** Routes by their tags: who may ask, with what, and what comes back. */
import { text } from "./form.js";
import { entry, example, phrase, prose, role, section } from "./docs-parts.js";
import { kind, resolved, schemaView, wordsOf } from "./docs-schema.js";

/** @returns {HTMLElement[]} what holds for all routes, then a section for each tag */
export function byRoute(whole) {
  const operations = Object.entries(whole.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== "parameters")
      .map(([method, operation]) => ({ path, method: method.toUpperCase(), shared: item.parameters ?? [], ...operation })),
  );
  return [
    section("routes", "Routes", ...prose(whole.info.description)),
    ...whole.tags.map((tag) =>
      section(
        `tag-${tag.name.replaceAll(" ", "-")}`,
        tag.name,
        phrase("p", tag.description),
        ...operations.filter((operation) => operation.tags.includes(tag.name)).map((operation) => route(whole, operation)),
      ),
    ),
  ];
}

function route(whole, operation) {
  const heads = [
    text("span", operation.method, `method ${operation.method.toLowerCase()}`),
    text("code", operation.path, "path"),
    role(operation["x-role"]),
    phrase("span", operation.summary),
  ];
  return entry(operation.operationId, heads, wordsOf(whole, operation), () => [
    ...prose(operation.description),
    ...parameters(whole, operation),
    ...body(whole, operation.requestBody),
    ...answers(whole, operation.responses),
  ]);
}

function parameters(whole, operation) {
  const all = [...operation.shared, ...(operation.parameters ?? [])].map((each) => resolved(whole, each));
  if (!all.length) return [];
  const list = document.createElement("dl");
  for (const each of all) {
    const term = document.createElement("dt");
    term.append(text("code", each.name), text("span", { path: "in the path", query: "option", header: "header" }[each.in], "always"));
    const what = document.createElement("dd");
    what.append(text("span", kind(whole, each.schema), "kind"));
    const said = each.description ?? resolved(whole, each.schema).description;
    if (said) what.append(phrase("p", said));
    list.append(term, what);
  }
  return [text("h3", "With"), list];
}

function body(whole, asked) {
  if (!asked) return [];
  return [text("h3", "Body"), ...Object.entries(asked.content).flatMap(([mediaType, media]) => contents(whole, mediaType, media))];
}

function contents(whole, mediaType, media) {
  const examples = Object.values(media.examples ?? {}).map((each) => example(each.value, each.summary));
  return [text("p", mediaType, "media"), schemaView(whole, media.schema), ...examples];
}

function answers(whole, responses) {
  return [
    text("h3", "Answers"),
    ...Object.entries(responses).map(([status, reference]) => {
      const response = resolved(whole, reference);
      const made = document.createElement("details");
      made.className = "answer";
      const summary = document.createElement("summary");
      summary.append(text("code", status === "default" ? "else" : status), " ", phrase("span", response.description));
      made.append(summary);
      const headers = Object.entries(response.headers ?? {}).map(([name, header]) => phrase("p", `\`${name}\`: ${header.description}`));
      made.addEventListener(
        "toggle",
        () => {
          const parts = Object.entries(response.content ?? {}).flatMap(([type, media]) => contents(whole, type, media));
          made.append(...headers, ...parts);
        },
        { once: true },
      );
      return made;
    }),
  ];
}
