/** <hold-button>: fires "held" only after it was held down for 1.5 s, so that it can't go off by a slip. */
const HOLD_MS = 1500;

customElements.define(
  "hold-button",
  class extends HTMLElement {
    connectedCallback() {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = this.getAttribute("label");
      button.title = "Hold for 1.5 seconds";
      let timer = 0;
      const start = () => {
        if (timer) return;
        button.classList.add("holding");
        timer = setTimeout(() => {
          stop();
          this.dispatchEvent(new CustomEvent("held"));
        }, HOLD_MS);
      };
      const stop = () => {
        clearTimeout(timer);
        timer = 0;
        button.classList.remove("holding");
      };
      const isPress = (event) => event.key === " " || event.key === "Enter";
      button.addEventListener("pointerdown", (event) => event.button === 0 && start());
      for (const end of ["pointerup", "pointerleave", "pointercancel", "blur"]) button.addEventListener(end, stop);
      button.addEventListener("contextmenu", (event) => event.preventDefault());
      button.addEventListener("keydown", (event) => isPress(event) && (event.preventDefault(), start()));
      button.addEventListener("keyup", (event) => isPress(event) && stop());
      this.replaceChildren(button);
    }
  },
);
