/** What can be ordered of a job as it stands: the buttons below its figures. */
import * as api from "./api.js";
import { order } from "./notice.js";
import { box, button, choice, holdButton } from "./parts.js";
import { refresh } from "./stream.js";
import { isOpen, nameOf, pickJob, state } from "./store.js";

/** The buttons for a job, and the finer choices below them. */
export function orders(job) {
  const send = (action, options) => order(api.control(job.id, action, options)).then(refresh);
  const main = box("orders", ...mainOrders(job, send));
  if (isOpen(job)) main.append(holdButton("Hold to cancel", () => send("cancel")));
  const finer = box("finer", ...finerOrders(job, send));
  return finer.childElementCount ? [main, finer] : [main];
}

function mainOrders(job, send) {
  const causes = job.causes ?? [];
  switch (job.status) {
    case "queued":
      return [button("Start", () => send("start"), "primary")];
    case "running":
      return [button("Pause", () => send("pause"), "primary")];
    case "paused":
      if (causes.includes("needs_origin")) {
        return [button("The pen is at the origin", () => order(api.deviceControl(job.device, "set_origin")).then(refresh), "primary")];
      }
      if (job.uncertain) {
        return [
          button("Resume, draw it again", () => send("resume", { uncertain: "redraw" }), "primary"),
          button("Resume, skip it", () => send("resume", { uncertain: "skip" })),
        ];
      }
      return [button("Resume", () => send("resume"), "primary")];
    default:
      return [button("Draw again", () => drawAgain(job))];
  }
}

async function drawAgain(job) {
  const copy = await order(api.again(job.id));
  if (copy) pickJob(copy.id);
  await refresh();
}

function finerOrders(job, send) {
  const layers = (job.layers ?? []).filter((layer) => layer.plotted !== false && layer.strokes > 0);
  const several = layers.length > 1;
  switch (job.status) {
    case "queued":
      return [
        ...(job.estimate_seconds ? [button("Walk the outline", () => send("walk_outline"))] : []),
        ...(several && job.estimate_seconds ? [startAt(layers, send)] : []),
        ...(state.devices.size > 1 ? [plotterOf(job)] : []),
      ];
    case "running":
      return [
        ...(several ? [button("Skip this layer", () => send("skip_layer"))] : []),
        button("Emergency stop", () => send("stop"), "danger"),
      ];
    case "paused":
      if ((job.causes ?? []).includes("needs_origin") || job.uncertain) return [];
      return [resumeAt(layers, send), ...(several ? [button("Skip this layer", () => send("skip_layer"))] : [])];
    default:
      return [];
  }
}

function layerWords(layer, index) {
  return layer.name ? `layer ${index + 1} · ${layer.name}` : `layer ${index + 1}`;
}

function startAt(layers, send) {
  const where = choice("Where to start", layers.map((layer, index) => [String(index + 1), layerWords(layer, index)]));
  return box("pair", where, button("Start there", () => send("start", { layer: Number(where.value) })));
}

function resumeAt(layers, send) {
  const places = {
    "10mm": ["10 mm back", { back_mm: 10 }],
    "50mm": ["50 mm back", { back_mm: 50 }],
    stroke: ["at the start of this stroke", { back_strokes: 1 }],
    "5strokes": ["5 strokes back", { back_strokes: 5 }],
  };
  layers.forEach((layer, index) => (places[`layer${index + 1}`] = [`at ${layerWords(layer, index)}`, { layer: index + 1 }]));
  const where = choice("Where to resume", Object.entries(places).map(([value, [words]]) => [value, words]));
  return box("pair", where, button("Resume there", () => send("resume", places[where.value][1])));
}

function plotterOf(job) {
  const options = [["", "any plotter"], ...[...state.devices.values()].map((device) => [device.device_id, nameOf(device)])];
  const which = choice("Which plotter draws it", options, job.wanted_device ?? "");
  which.onchange = () => order(api.edit(job.id, { device: which.value })).then(refresh);
  return which;
}
