/** <key-list>: the keys of programs; makes them, shows each once, revokes them. */
import * as api from "./api.js";
import { devicePicker } from "./device-picker.js";
import { field, form, labelled, text } from "./form.js";
import "./hold-button.js";
import { order } from "./notice.js";
import { box, button, choice, holdButton } from "./parts.js";
import { roleChoice } from "./user-list.js";

const LASTS = [
  ["", "until it is revoked"],
  ["1", "a day"],
  ["30", "30 days"],
  ["90", "90 days"],
  ["365", "a year"],
];

customElements.define(
  "key-list",
  class extends HTMLElement {
    connectedCallback() {
      this.made = box("made");
      this.made.setAttribute("aria-live", "polite");
      this.rows = document.createElement("ul");
      this.rows.className = "rows";
      const make = document.createElement("details");
      make.append(text("summary", "Make a key"), this.makeForm(make));
      this.replaceChildren(this.made, this.rows, make);
      this.read();
    }

    async read() {
      const keys = await order(api.keys());
      if (!keys) return;
      const none = text("li", "No program has a key.", "muted");
      this.rows.replaceChildren(...(keys.length ? keys.map((key) => this.row(key)) : [none]));
    }

    row(key) {
      const item = document.createElement("li");
      const facts = [
        key.role,
        ...key.devices,
        key.owner ? `of ${key.owner}` : "",
        key.expires_at ? `until ${when(key.expires_at)}` : "",
        key.last_used_at ? `last used ${when(key.last_used_at)}` : "never used",
      ];
      const words = box("words", text("strong", key.name), text("span", facts.filter(Boolean).join(" · "), "muted"));
      item.append(words, holdButton("Hold to revoke", () => this.revoke(key)));
      return item;
    }

    makeForm(around) {
      const name = field("Name", { autocomplete: "off", required: true, maxlength: 64, placeholder: "vpype on my laptop" });
      const role = labelled("Role", roleChoice());
      const devices = devicePicker();
      const lasts = labelled("Good for", choice("Good for", LASTS, ""));
      const make = async () => {
        const days = lasts.input.value;
        const fields = { name: name.input.value, role: role.input.value, devices: devices.chosen() };
        this.show(await api.makeKey({ ...fields, ...(days ? { expires_in_days: Number(days) } : {}) }));
        name.input.value = "";
        around.open = false;
        await this.read();
      };
      return form([name, role, devices, lasts], "Make", make);
    }

    show(key) {
      const shown = field(`The key “${key.name}”: copy it now, it is not shown again.`, { readonly: true, value: key.key });
      const copied = text("span", "");
      copied.setAttribute("role", "status");
      const copy = button("Copy", async () => (copied.textContent = (await copyFrom(shown.input)) ? "Copied." : "Select it and copy it by hand."));
      this.made.replaceChildren(shown, box("choices", copy, button("Done", () => this.made.replaceChildren()), copied));
      shown.input.focus();
      shown.input.select();
    }

    async revoke(key) {
      await order(api.revokeKey(key.id));
      await this.read();
    }
  },
);

/** The clipboard is there only on pages by HTTPS and from this machine; the old way works on the others. */
async function copyFrom(input) {
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    input.select();
    return document.execCommand("copy");
  }
}

const when = (time) => new Date(time).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
