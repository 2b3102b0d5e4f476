/** <account-menu>: who is at the page; the ways to claim the box, to log in, and to the settings. */
import { openClaim } from "./claim-dialog.js";
import { askToLogIn } from "./login-dialog.js";
import { button } from "./parts.js";
import { covers, isLoggedIn } from "./session.js";
import { openSettings } from "./settings-dialog.js";
import { listen, state } from "./store.js";

customElements.define(
  "account-menu",
  class extends HTMLElement {
    connectedCallback() {
      let last = "";
      listen(() => {
        const session = state.session;
        const key = session ? `${session.user} ${session.role} ${session.claimed}` : "";
        if (key === last) return;
        last = key;
        this.replaceChildren(...(session ? ways(session) : []));
      });
    }
  },
);

function ways(session) {
  if (isLoggedIn()) {
    const me = button(session.user, openSettings);
    me.setAttribute("aria-label", `${session.user}, ${session.role}: account and settings`);
    return [me];
  }
  const settings = covers("admin") ? [button("Settings", openSettings)] : [];
  const enter = session.claimed ? button("Log in", () => askToLogIn("With your name and password.")) : button("Claim", openClaim);
  return [...settings, enter];
}
