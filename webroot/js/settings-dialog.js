/** The dialog of the own account and, for admins, of who may do what. */
import "./account-panel.js";
import "./audit-panel.js";
import { dialog, text } from "./form.js";
import "./key-list.js";
import { box, button } from "./parts.js";
import { covers, isLoggedIn } from "./session.js";
import "./support-panel.js";
import "./user-list.js";

/** Name of each tab and its element. */
const OWN = [["Account", "account-panel"]];
const ADMIN = [
  ["Users", "user-list"],
  ["Keys", "key-list"],
  ["Audit", "audit-panel"],
  ["Support", "support-panel"],
];

/** Opens it. */
export function openSettings() {
  const made = dialog("Settings", "settings");
  const tabs = [...(isLoggedIn() ? OWN : []), ...(covers("admin") ? ADMIN : [])];
  const row = box("tabs");
  row.setAttribute("role", "tablist");
  row.setAttribute("aria-label", "Settings");
  const place = box("tab");
  place.id = "settings-tab";
  place.setAttribute("role", "tabpanel");

  const show = (index) => {
    [...row.children].forEach((tab, at) => {
      tab.setAttribute("aria-selected", String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
    });
    place.setAttribute("aria-label", tabs[index][0]);
    const panel = document.createElement(tabs[index][1]);
    panel.addEventListener("done", () => made.close());
    place.replaceChildren(panel);
  };
  tabs.forEach(([name], index) => {
    const tab = text("button", name);
    tab.type = "button";
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", place.id);
    tab.onclick = () => show(index);
    row.append(tab);
  });
  row.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = ([...row.children].indexOf(document.activeElement) + step + tabs.length) % tabs.length;
    show(next);
    row.children[next].focus();
  };
  const close = button("✕", () => made.close(), "close");
  close.setAttribute("aria-label", "Close");
  made.append(close, ...(tabs.length > 1 ? [row] : []), place);
  show(0);
  made.showModal();
}
