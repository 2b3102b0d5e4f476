/** <job-panel>: the shown job with its progress, its time left, and what can be ordered now. */
import "./hold-button.js";
import { orders } from "./orders.js";
import { isUnderWay, listen, shownJob, state } from "./store.js";
import { clock } from "./time.js";

const CAUSES = {
  user: "Waits for somebody to resume it.",
  button: "Paused with the button.",
  pen_change: "Put the next pen in, then resume.",
  layer_pause: "The layer asks for a pause before it.",
  device_lost: "The plotter does not answer. Check its cable and power; it is looked for all the time.",
  power_loss: "The service stopped while this was being drawn. Check the sheet, then resume.",
  needs_origin: "Nobody knows where the pen stands. Move it to the origin by hand, then say so here.",
  alert: "Paused by an alert.",
};

const LAYER_CAUSES = ["pen_change", "layer_pause"];

customElements.define(
  "job-panel",
  class extends HTMLElement {
    connectedCallback() {
      let last = "";
      listen(() => {
        const job = shownJob();
        const progress = job && liveProgress(job);
        const key = JSON.stringify(job && [job.id, job.name, job.status, job.causes, job.reason, job.uncertain, job.error, job.layers.length, job.warnings, job.estimate_seconds, job.wanted_device, state.devices.size]);
        if (key !== last) {
          last = key;
          this.replaceChildren(...(job ? panel(job) : [idle()]));
        }
        if (job) this.show(job, progress);
      });
    }

    show(job, progress) {
      const set = (name, text) => {
        const place = this.querySelector(`[data-figure="${name}"]`);
        if (place && place.textContent !== text) place.textContent = text;
      };
      const bar = this.querySelector("progress");
      if (bar) bar.value = progress.share;
      set("share", `${(100 * progress.share).toFixed(1)} %`);
      set("left", job.status === "queued" ? clock(job.estimate_seconds) : about(progress));
      set("layer", progress.layers ? `${Math.max(1, progress.layer)} of ${progress.layers}${layerName(job, progress.layer)}` : "–");
      set("points", `${progress.points} of ${progress.totalPoints}`);
    }
  },
);

/** The freshest figures: the stream's if the job draws, else those of the job itself. */
function liveProgress(job) {
  const live = state.progress.get(job.id);
  const metrics = job.metrics ?? {};
  if (live && isUnderWay(job)) {
    return { share: live.progress, left: live.eta_seconds, mayBeOff: live.eta_uncertainty_seconds, layer: live.current_layer, layers: live.total_layers, points: live.points_plotted, totalPoints: live.total_points };
  }
  return {
    share: (metrics.progress_percentage ?? 0) / 100,
    left: metrics.estimated_time_remaining ?? job.estimate_seconds,
    mayBeOff: metrics.eta_uncertainty_seconds,
    layer: metrics.current_layer ?? 0,
    layers: metrics.total_layers ?? 0,
    points: metrics.points_plotted ?? 0,
    totalPoints: metrics.total_points ?? 0,
  };
}

/** The time that is left, and by how much it may be off, if that can be seen. */
function about(progress) {
  const mayBeOff = Math.round(progress.mayBeOff ?? 0);
  return mayBeOff > 0 ? `${clock(progress.left)} ± ${clock(mayBeOff)}` : clock(progress.left);
}

function layerName(job, number) {
  const name = job.layers.filter((layer) => layer.plotted !== false)[Math.max(1, number) - 1]?.name;
  return name ? ` · ${name}` : "";
}

/** Why it is paused: the appliance's own words for a pen or a layer, ours for all other causes. */
function pauses(job) {
  const layers = job.causes.some((cause) => LAYER_CAUSES.includes(cause)) && job.reason;
  const others = job.causes.filter((cause) => !(layers && LAYER_CAUSES.includes(cause)));
  return [...(layers ? [words(job.reason)] : []), ...others.map((cause) => words(CAUSES[cause] ?? cause))];
}

function idle() {
  const words = document.createElement("p");
  words.textContent = "Drop a drawing on this page: SVG, HP-GL or G-code.";
  return words;
}

function panel(job) {
  const title = document.createElement("h2");
  title.textContent = job.name;
  const status = document.createElement("span");
  status.className = `status ${job.status}`;
  status.textContent = job.status;
  const parts = [title, status];
  if (job.dry_run) parts.push(words("A dry run: everything moves, the pen stays up."));
  if (job.error) parts.push(words(job.error, "error"));
  if (job.status === "paused") parts.push(...pauses(job));
  if (job.uncertain) {
    parts.push(words("The last second before the stop is uncertain: it may or may not be on the paper already."));
  }
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.setAttribute("aria-label", "Progress");
  parts.push(bar, figures(job), ...orders(job));
  for (const warning of job.warnings ?? []) parts.push(words(warning.message ?? String(warning)));
  return parts;
}

function words(sentence, kind = "") {
  const place = document.createElement("p");
  place.className = `words ${kind}`;
  place.textContent = sentence;
  return place;
}

function figures(job) {
  const rows = [
    ["share", "Progress"],
    ["left", job.status === "queued" ? "Takes" : "Time left"],
    ["layer", "Layer"],
    ["points", "Points"],
  ];
  const list = document.createElement("dl");
  list.className = "figures";
  for (const [name, label] of rows) {
    const pair = document.createElement("div");
    const term = document.createElement("dt");
    term.textContent = label;
    const value = document.createElement("dd");
    value.dataset.figure = name;
    pair.append(term, value);
    list.append(pair);
  }
  return list;
}
