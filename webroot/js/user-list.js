/** <user-list>: who has a name and a password, what each may do; adds, changes, deletes. */
import * as api from "./api.js";
import { devicePicker } from "./device-picker.js";
import { field, form, labelled, text } from "./form.js";
import "./hold-button.js";
import { notice, order } from "./notice.js";
import { box, button, choice, holdButton } from "./parts.js";
import { load } from "./session.js";
import { state } from "./store.js";

const ROLES = [
  ["viewer", "viewer: sees, changes nothing"],
  ["operator", "operator: sends and controls drawings"],
  ["admin", "admin: everything"],
];
export const roleChoice = (chosen = "operator") => choice("Role", ROLES, chosen);

customElements.define(
  "user-list",
  class extends HTMLElement {
    connectedCallback() {
      this.rows = document.createElement("ul");
      this.rows.className = "rows";
      const add = document.createElement("details");
      add.append(text("summary", "Add a user"), this.addForm(add));
      this.replaceChildren(this.rows, add);
      this.read();
    }

    async read() {
      const users = await order(api.users());
      if (users) this.rows.replaceChildren(...users.map((user) => this.row(user)));
    }

    row(user) {
      const item = document.createElement("li");
      const details = document.createElement("details");
      const summary = document.createElement("summary");
      const devices = user.devices.length ? ` · ${user.devices.join(", ")}` : "";
      summary.append(text("strong", user.name), text("span", ` ${user.role}${devices}`, "muted"));
      details.append(summary, this.changeForm(user), this.passwordForm(user));
      if (user.name !== state.session?.user) details.append(holdButton(`Hold to delete ${user.name}`, () => this.remove(user)));
      item.append(details);
      return item;
    }

    changeForm(user) {
      const role = labelled("Role", roleChoice(user.role));
      const devices = devicePicker(user.devices);
      const change = async () => {
        await api.changeUser(user.name, { role: role.input.value, devices: devices.chosen() });
        notice(`${user.name} is changed.`);
        if (user.name === state.session?.user) await load();
        await this.read();
      };
      return form([role, devices], "Save", change);
    }

    passwordForm(user) {
      if (user.name === state.session?.user) return box("");
      const password = field(`New password for ${user.name}`, { type: "password", autocomplete: "new-password", required: true });
      const set = async () => {
        await api.setPassword(user.name, { password: password.input.value });
        password.input.value = "";
        notice(`${user.name} has a new password; the logins with the old one have ended.`);
      };
      return form([password], "Set password", set);
    }

    addForm(around) {
      const name = field("Name", { autocomplete: "off", autocapitalize: "none", spellcheck: "false", required: true, maxlength: 32 });
      const password = field("Password", { type: "password", autocomplete: "new-password", required: true });
      const role = labelled("Role", roleChoice());
      const devices = devicePicker();
      const add = async () => {
        await api.addUser({ name: name.input.value, password: password.input.value, role: role.input.value, devices: devices.chosen() });
        name.input.value = password.input.value = "";
        around.open = false;
        await this.read();
      };
      return form([name, password, role, devices], "Add", add);
    }

    async remove(user) {
      await order(api.deleteUser(user.name));
      await this.read();
    }
  },
);
