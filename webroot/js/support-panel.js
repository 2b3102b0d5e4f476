/** <support-panel>: one file for whoever is to help, and how much is logged for a while. */
import * as api from "./api.js";
import { form, labelled, text } from "./form.js";
import { order } from "./notice.js";
import { box, button, choice } from "./parts.js";

const LEVELS = ["error", "warn", "info", "debug", "trace"].map((level) => [level, level]);
const LENGTHS = [["15", "15 minutes"], ["60", "1 hour"], ["480", "8 hours"]];
/** Value and words of each; an empty one stands for everything. */
const MODULES = [
  ["", "everything"],
  ["plotty.plotter", "plotters"],
  ["plotty.job", "jobs"],
  ["plotty.http", "requests"],
  ["plotty.api.stream", "the live stream"],
  ["plotty.store", "the database"],
  ["plotty.access", "logins and keys"],
  ["plotty.panel", "buttons and lights"],
  ["plotty.discovery", "being found on the network"],
];

customElements.define(
  "support-panel",
  class extends HTMLElement {
    connectedCallback() {
      const bundle = text("a", "Download the support bundle", "button primary");
      bundle.href = api.supportBundle;
      bundle.download = "";
      this.module = labelled("Of", choice("Of", MODULES));
      this.level = labelled("Log", choice("Log", LEVELS, "debug"));
      this.minutes = labelled("For", choice("For", LENGTHS, "60"));
      this.state = text("p", "", "muted");
      this.state.setAttribute("role", "status");
      this.back = button("As configured", async () => this.show(await order(api.resetLogLevels())));
      this.replaceChildren(
        text("h3", "Something is wrong?"),
        text("p", "The bundle holds the log, reports of crashes, the settings and how everything stands. No password and no drawing is in it, but names are."),
        box("choices", bundle),
        text("h3", "Log more for a while"),
        this.state,
        form([box("filters", this.level, this.module, this.minutes)], "Change", () => this.change(), [this.back]),
      );
      this.look();
    }

    async look() {
      this.show(await order(api.logLevels()));
    }

    async change() {
      const [level, module] = [this.level.input.value, this.module.input.value];
      const wish = module ? { modules: { [module]: level } } : { level };
      this.show(await api.setLogLevels({ ...wish, minutes: Number(this.minutes.input.value) }));
    }

    show(levels) {
      if (!levels) return;
      const others = Object.entries(levels.modules).map(([module, level]) => `${module} ${level}`);
      const until = levels.until ? `, until ${new Date(levels.until).toLocaleTimeString([], { timeStyle: "short" })} or a restart` : ", as configured";
      this.state.textContent = `Logged now: ${[levels.level, ...others].join(", ")}${until}.`;
      this.back.hidden = !levels.until;
    }
  },
);
