/** <phone-link>: opens the page's address as a QR code, where others in the network can reach it at all. */
import * as api from "./api.js";
import { dialog, text } from "./form.js";
import { order } from "./notice.js";
import { button } from "./parts.js";
import { covers } from "./session.js";
import { listen } from "./store.js";

customElements.define(
  "phone-link",
  class extends HTMLElement {
    connectedCallback() {
      let seen = false;
      listen(async () => {
        if (covers("viewer") === seen) return;
        seen = covers("viewer");
        const found = seen ? await order(api.discovery()) : null;
        this.replaceChildren(...(found?.url ? [button("Open on your phone", () => open(), "link")] : []));
      });
    }
  },
);

async function open() {
  // The names may have changed since the page was loaded.
  const { url, hosts } = await order(api.discovery());
  const made = dialog("Open on your phone", "phone");
  const picture = document.createElement("img");
  picture.src = "api/v1/discovery/qr.svg";
  picture.alt = `QR code of ${url}`;
  const address = text("a", url);
  address.href = url;
  const line = document.createElement("p");
  line.append(address);
  made.append(text("p", "Scan it with a phone in the same network."), picture, line);
  if (hosts.length > 1) made.append(text("p", `Here it also goes by ${hosts.slice(1).join(", ")}.`));
  made.append(button("Close", () => made.close()));
  made.showModal();
}
