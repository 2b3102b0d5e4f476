/** <audit-panel>: who did what, when and from where; as a list, summed up, and as files to take along. */
import * as api from "./api.js";
import { field, labelled, text } from "./form.js";
import { order } from "./notice.js";
import { box, button, choice } from "./parts.js";

const PAGE = 50;
const TYPED_MS = 300;

customElements.define(
  "audit-panel",
  class extends HTMLElement {
    connectedCallback() {
      this.who = field("Who", { autocomplete: "off", placeholder: "user:ada" });
      this.action = field("What", { autocomplete: "off", placeholder: "POST /api/v1/jobs" });
      this.refused = labelled("Outcome", choice("Outcome", [["", "any"], ["true", "refused"], ["false", "done"]]));
      this.rows = table(["When", "Who", "What", "From", "Outcome"], "What was done");
      this.more = button("Earlier ones", () => this.read(true));
      this.report = box("report");
      this.report.setAttribute("aria-live", "polite");
      let typed = 0;
      this.oninput = () => {
        clearTimeout(typed);
        typed = setTimeout(() => this.read(false), TYPED_MS);
      };
      const files = ["csv", "json"].map((format) => {
        const link = text("a", `Export as ${format.toUpperCase()}`, "button");
        link.href = api.auditFile(format);
        link.download = `audit.${format}`;
        return link;
      });
      this.replaceChildren(
        box("filters", this.who, this.action, this.refused),
        box("scrolled", this.rows),
        box("choices", this.more, button("Sum up", () => this.sumUp()), ...files),
        this.report,
      );
      this.read(false);
    }

    async read(earlier) {
      const asked = { who: this.who.input.value, action: this.action.input.value, refused: this.refused.input.value };
      const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value));
      const answer = await order(api.audit({ limit: PAGE, ...query, ...(earlier && this.next ? { cursor: this.next } : {}) }));
      if (!answer) return;
      this.next = answer.next_cursor;
      this.more.hidden = !this.next;
      const rows = answer.entries.map((entry) => line([when(entry.time), entry.who, entry.action, entry.address, String(entry.outcome)], entry.outcome >= 400));
      const body = this.rows.tBodies[0];
      if (earlier) body.append(...rows);
      else body.replaceChildren(...rows);
    }

    async sumUp() {
      const report = await order(api.auditReport());
      if (!report) return;
      const rows = table(["Who", "How often", "Refused", "From", "Last"], "Summed up");
      rows.tBodies[0].append(
        ...report.principals.map((one) => line([one.who, String(one.count), String(one.refused), one.addresses.join(", "), when(one.last)], false)),
      );
      this.report.replaceChildren(text("h3", `${report.entries} entries`), box("scrolled", rows));
    }
  },
);

function table(heads, caption) {
  const made = document.createElement("table");
  made.append(text("caption", caption));
  const row = made.createTHead().insertRow();
  for (const head of heads) {
    const cell = text("th", head);
    cell.scope = "col";
    row.append(cell);
  }
  made.createTBody();
  return made;
}

function line(cells, isRefused) {
  const row = document.createElement("tr");
  row.className = isRefused ? "refused" : "";
  row.append(...cells.map((cell) => text("td", cell)));
  return row;
}

const when = (time) => new Date(time).toLocaleString([], { dateStyle: "short", timeStyle: "medium" });
