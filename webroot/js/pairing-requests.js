/** <pairing-requests>: programs that ask for a key, each with its code; an admin says yes or no. */
import * as api from "./api.js";
import { text } from "./form.js";
import { notice, order } from "./notice.js";
import { box, button } from "./parts.js";
import { covers, follow } from "./session.js";

const LOOK_EVERY_MS = 5000;

customElements.define(
  "pairing-requests",
  class extends HTMLElement {
    connectedCallback() {
      this.setAttribute("role", "region");
      this.setAttribute("aria-label", "Programs that ask for a key");
      this.setAttribute("aria-live", "polite");
      this.last = "";
      setInterval(() => this.look(), LOOK_EVERY_MS);
      follow(() => this.look());
      document.addEventListener("visibilitychange", () => this.look());
    }

    async look() {
      if (!covers("admin")) return this.show([]);
      if (document.visibilityState !== "visible") return;
      try {
        this.show(await api.pairings());
      } catch {
        // The line is down, or the login ended: looked again.
      }
    }

    show(pairings) {
      const key = pairings.map((pairing) => pairing.id).join();
      if (key === this.last) return;
      this.last = key;
      this.replaceChildren(...pairings.map((pairing) => this.request(pairing)));
    }

    request(pairing) {
      const words = document.createElement("p");
      words.append(
        text("strong", pairing.name),
        ` at ${pairing.address} asks for a key with the role ${pairing.role}. Say yes only if it shows this code: `,
        text("strong", pairing.code.replace(/(...)(?=.)/g, "$1 "), "code"),
      );
      const answer = async (promise, done) => {
        if ((await order(promise.then(() => true))) === true) notice(done);
        await this.look();
      };
      const yes = button("Confirm", () => answer(api.confirmPairing(pairing.id), `${pairing.name} gets its key.`), "primary");
      const no = button("Deny", () => answer(api.denyPairing(pairing.id), `${pairing.name} gets no key.`));
      return box("card", words, box("choices", yes, no));
    }
  },
);
