/** Puts the page together. Each panel is a module of its own that reads the store. */
import "./account-menu.js";
import * as api from "./api.js";
import "./badge.js";
import { openClaim } from "./claim-dialog.js";
import { showDevice } from "./device.js";
import "./drawing-view.js";
import "./hand-panel.js";
import "./job-panel.js";
import { askToLogIn } from "./login-dialog.js";
import { notice } from "./notice.js";
import "./pairing-requests.js";
import "./panel-card.js";
import "./phone-link.js";
import "./queue.js";
import "./safe-mode.js";
import { askBy, covers, follow, load } from "./session.js";
import { changed, state } from "./store.js";
import { beginAnew, use } from "./stream.js";
import "./upload.js";

const TRY_AGAIN_MS = 3000;

showDevice(document.getElementById("device"));
askBy(askToLogIn);
follow((before) => {
  // Who may see less now must not go on seeing what another saw before him.
  if (before) {
    state.jobs.clear();
    state.devices.clear();
    state.progress.clear();
    state.panel = null;
  }
  // The line of who was here before ends in any case.
  if (before || covers("viewer")) beginAnew();
});
begin();

async function begin() {
  try {
    use(await api.pageSettings());
    await load();
  } catch (error) {
    notice(error.message);
    setTimeout(begin, TRY_AGAIN_MS);
    return;
  }
  if (!covers("viewer")) {
    state.connection = "disconnected";
    changed();
  }
  if (!state.session.claimed && !covers("admin")) openClaim();
  else if (!covers("viewer")) askToLogIn("This plotter is not open to everyone.");
}
