/** <safe-mode>: says that the service keeps its hands off the plotters, why, and lets an admin end that, where a restart is not needed. */
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
        const now = state.system && `${state.system.safe_mode} ${state.system.reading_only}`;
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

    show({ safe_mode: isOn, reading_only: isReadingOnly, reason }) {
      const key = isOn ? `${reason} ${covers("admin")}` : "";
      if (key === this.shown) return;
      this.shown = key;
      this.replaceChildren(...(isOn ? [isReadingOnly ? this.readingOnly(reason) : this.card(reason)] : []));
    }

    card(reason) {
      const start = button("Start the plotters", () => this.leave(), "primary");
      const ways = covers("admin") ? [box("choices", start, supportBundle())] : [text("p", "An admin can end this.", "muted")];
      return box("card", text("h2", "Safe mode"), text("p", reason), ...ways);
    }

    /** The reason says what to do at the box; no button here could. */
    readingOnly(reason) {
      return box("card", text("h2", "Reading only"), text("p", reason), ...(covers("admin") ? [box("choices", supportBundle())] : []));
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

function supportBundle() {
  const link = text("a", "Support bundle", "button");
  link.href = api.supportBundle;
  link.download = "";
  return link;
}
