/** <account-panel>: who is logged in, the own password, the way out. */
import { field, form, text } from "./form.js";
import { order } from "./notice.js";
import { button } from "./parts.js";
import { changePassword, logOut } from "./session.js";
import { state } from "./store.js";

customElements.define(
  "account-panel",
  class extends HTMLElement {
    connectedCallback() {
      const { user, role, devices } = state.session;
      const where = devices.length ? ` for ${devices.join(", ")}` : "";
      const out = button("Log out", () => order(logOut()).then(() => this.dispatchEvent(new CustomEvent("done"))));
      this.replaceChildren(text("p", `You are logged in as ${user}, ${role}${where}.`), out, text("h3", "Change your password"), passwordForm());
    }
  },
);

function passwordForm() {
  // For password managers, which keep passwords by name.
  const name = field("Name", { autocomplete: "username", value: state.session.user, readonly: true });
  name.hidden = true;
  const current = field("Present password", { type: "password", autocomplete: "current-password", required: true });
  const next = field("New password", { type: "password", autocomplete: "new-password", required: true });
  const said = text("p", "", "said");
  said.setAttribute("role", "status");
  const change = async () => {
    said.textContent = "";
    await changePassword(current.input.value, next.input.value);
    current.input.value = next.input.value = "";
    said.textContent = "Changed. Logins elsewhere have ended.";
  };
  return form([name, current, next, said], "Change it", change);
}
