/** <file-drop>: takes files by drop anywhere on the page, or by choosing them, and sends them one after the other. */
import * as api from "./api.js";
import { notice, order } from "./notice.js";
import { refresh } from "./stream.js";
import { pickJob } from "./store.js";

customElements.define(
  "file-drop",
  class extends HTMLElement {
    connectedCallback() {
      const label = document.createElement("label");
      const words = document.createElement("span");
      const strong = document.createElement("strong");
      strong.textContent = "Choose a file";
      words.append(strong, " or drop SVG, HP-GL or G-code files anywhere");
      const input = document.createElement("input");
      input.type = "file";
      input.accept = ".svg,image/svg+xml,.hpgl,.plt,.gcode,.nc,.ngc,.gco";
      input.multiple = true;
      label.append(words, input);
      this.bar = document.createElement("progress");
      this.bar.max = 1;
      this.bar.hidden = true;
      this.dry = document.createElement("input");
      this.dry.type = "checkbox";
      const dryLabel = document.createElement("label");
      dryLabel.className = "dry";
      dryLabel.append(this.dry, " Dry run: the pen stays up");
      this.append(label, dryLabel, this.bar);

      input.onchange = () => this.send([...input.files]).then(() => (input.value = ""));
      let depth = 0;
      const over = (isOver) => document.body.classList.toggle("dropping", isOver);
      addEventListener("dragenter", () => over(++depth > 0));
      addEventListener("dragleave", () => over(--depth > 0));
      addEventListener("dragover", (event) => event.preventDefault());
      addEventListener("drop", (event) => {
        event.preventDefault();
        depth = 0;
        over(false);
        this.send([...event.dataTransfer.files]);
      });
    }

    async send(files) {
      for (const file of files) {
        this.bar.hidden = false;
        this.bar.value = 0;
        const job = await order(api.upload(file, { dry_run: this.dry.checked }, (share) => (this.bar.value = share)));
        if (job) {
          pickJob(job.id);
          notice(`“${job.name}” waits in the queue.`);
        }
        await refresh();
      }
      this.bar.hidden = true;
    }
  },
);
