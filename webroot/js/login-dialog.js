/** The dialog that logs somebody in. */
import { dialog, field, form, text } from "./form.js";
import { button } from "./parts.js";
import { logIn } from "./session.js";

/**
 * Opens it.
 * @param {string} why what it is needed for
 * @returns {Promise<boolean>} whether somebody logged in
 */
export function askToLogIn(why) {
  return new Promise((resolve) => {
    const made = dialog("Log in");
    let came = false;
    const name = field("Name", { name: "username", autocomplete: "username", autocapitalize: "none", spellcheck: "false", required: true, autofocus: true });
    const password = field("Password", { name: "password", type: "password", autocomplete: "current-password", required: true });
    const enter = async () => {
      try {
        await logIn(name.input.value, password.input.value);
      } catch (error) {
        password.input.value = "";
        password.input.focus();
        throw error;
      }
      came = true;
      made.close();
    };
    made.append(text("p", why), form([name, password], "Log in", enter, [button("Not now", () => made.close())]));
    made.addEventListener("close", () => resolve(came));
    made.showModal();
  });
}
