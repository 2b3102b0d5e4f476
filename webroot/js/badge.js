/** <connection-badge>: whether the page is live, and a way to connect at once. */
import { connect } from "./stream.js";
import { listen, state } from "./store.js";

const WORDS = { connecting: "Connecting …", connected: "Connected", polling: "Polling", disconnected: "Disconnected" };

customElements.define(
  "connection-badge",
  class extends HTMLElement {
    connectedCallback() {
      this.setAttribute("role", "status");
      const words = document.createElement("span");
      const retry = document.createElement("button");
      retry.textContent = "Reconnect";
      retry.onclick = connect;
      this.append(words, retry);
      listen(() => {
        if (this.getAttribute("state") === state.connection) return;
        this.setAttribute("state", state.connection);
        words.textContent = WORDS[state.connection];
        retry.hidden = state.connection !== "disconnected";
      });
    }
  },
);
