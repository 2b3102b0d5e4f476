/** <safe-mode>: says that the service keeps its hands off the plotters, why, and lets an admin end that. */
import * as api from "./api.js";
import { text } from "./form.js";
import { order } from "./notice.js";
import { box, button } from "./parts.js";
import { covers, follow } from "./session.js";
import { changed, listen, state } from "./store.js";

customElements.define(
  "safe-mode",
  class extends HTMLElement {
    connectedCallback() {
      this.setAttribute("role", "alert");
      this.shown = "";
      let told;
      follow(() => this.look());
      listen(() => {
        const now = state.system?.safe_mode;
        if (now === told) return;
        told = now;
        this.look();
      });
    }

    /** Asks again; whoever may not see it sees nothing. */
    async look() {
      try {
        this.show(covers("viewer") ? await api.safeMode() : { safe_mode: false });
      } catch {
        // The line is down: looked again when it is back.
      }
    }

    show({ safe_mode: isOn, reason }) {
      const key = isOn ? `${reason} ${covers("admin")}` : "";
      if (key === this.shown) return;
      this.shown = key;
      this.replaceChildren(...(isOn ? [this.card(reason)] : []));
    }

    card(reason) {
      const start = button("Start the plotters", () => this.leave(), "primary");
      const bundle = text("a", "Support bundle", "button");
      bundle.href = api.supportBundle;
      bundle.download = "";
      const ways = covers("admin") ? [box("choices", start, bundle)] : [text("p", "An admin can end this.", "muted")];
      return box("card", text("h2", "Safe mode"), text("p", reason), ...ways);
    }

    async leave() {
      const now = await order(api.leaveSafeMode());
      if (!now) return this.look();
      if (state.system) state.system.safe_mode = false;
      this.show(now);
      changed();
    }
  },
);
