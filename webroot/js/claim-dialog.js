/** The dialog that gives a fresh box its owner. */
import * as api from "./api.js";
import { dialog, field, form, text } from "./form.js";
import { button } from "./parts.js";
import { claim } from "./session.js";

const LOOK_EVERY_MS = 2000;

/** Opens it; it closes by itself when the box has its owner. */
export function openClaim() {
  const made = dialog("Claim this plotter");
  const code = field(
    "Code",
    { name: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", placeholder: "ABCD-EFGH-JKLM", required: true, autofocus: true },
    "It stands where the service was started, or in the file on the boot partition of the card.",
  );
  const released = text("p", "");
  released.setAttribute("aria-live", "polite");
  const name = field("Your name", { name: "username", autocomplete: "username", autocapitalize: "none", spellcheck: "false", required: true, maxlength: 32 });
  const password = field("A new password", { name: "password", type: "password", autocomplete: "new-password", required: true });
  const take = async () => {
    await claim({ name: name.input.value, password: password.input.value, ...(code.input.value ? { code: code.input.value } : {}) });
    made.close();
  };
  made.append(
    text("p", "It has no owner yet. Who claims it becomes its admin. Enter the code, or hold the box’s Pause button until the line below says so."),
    form([code, released, name, password], "Claim", take, [button("Not now", () => made.close())]),
  );

  const look = async () => {
    try {
      const now = await api.claimState();
      if (now.claimed) return made.close();
      code.hidden = now.released;
      code.input.required = !now.released;
      const words = now.released ? "The Pause button was held: no code is needed." : "";
      if (released.textContent !== words) released.textContent = words;
    } catch {
      // The line is down: looked again.
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  made.addEventListener("close", () => clearInterval(timer));
  look();
  made.showModal();
}
