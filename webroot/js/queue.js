/** <job-queue>: what waits, what draws, and the last few that ended. */
import * as api from "./api.js";
import { order } from "./notice.js";
import { changed, endedJobs, isOpen, listen, openJobs, pickJob, shownJob, state } from "./store.js";
import { clock } from "./time.js";

const ENDED_SHOWN = 5;

customElements.define(
  "job-queue",
  class extends HTMLElement {
    connectedCallback() {
      let last = "";
      listen(() => {
        const jobs = [...openJobs(), ...endedJobs().slice(0, ENDED_SHOWN)];
        const shown = shownJob();
        const key = JSON.stringify([jobs.map((job) => [job.id, job.name, job.status, job.estimate_seconds]), shown?.id]);
        if (key === last) return;
        last = key;
        this.replaceChildren(jobs.length ? list(jobs, shown) : none());
      });
    }
  },
);

function none() {
  const words = document.createElement("p");
  words.className = "none";
  words.textContent = "Nothing waits to be drawn.";
  return words;
}

function list(jobs, shown) {
  const rows = document.createElement("ol");
  rows.append(...jobs.map((job) => row(job, job === shown)));
  return rows;
}

function row(job, isShown) {
  const item = document.createElement("li");
  item.classList.toggle("shown", isShown);
  const name = document.createElement("button");
  name.className = "name";
  name.textContent = job.name;
  name.onclick = () => pickJob(job.id);
  const time = document.createElement("span");
  time.className = "time";
  time.textContent = job.status === "queued" ? clock(job.estimate_seconds) : "";
  const status = document.createElement("span");
  status.className = `status ${job.status}`;
  status.textContent = job.status;
  item.append(name, time, status);
  if (!isOpen(job)) {
    const remove = document.createElement("button");
    remove.className = "remove";
    remove.textContent = "✕";
    remove.setAttribute("aria-label", `Remove ${job.name} from the list`);
    remove.onclick = () =>
      order(
        api.remove(job.id).then(() => {
          state.jobs.delete(job.id);
          changed();
        }),
      );
    item.append(remove);
  }
  return item;
}
