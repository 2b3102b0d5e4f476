/** <drawing-view>: the sheet with the ink that is drawn, the ink to come, the travel between, and the pen moving over it. */
import * as api from "./api.js";
import { readPreview } from "./polylines.js";
import { deviceOf, isUnderWay, listen, shownJob, state } from "./store.js";

const MARGIN_PX = 18;
const PEN_RADIUS_PX = 6;

customElements.define(
  "drawing-view",
  class extends HTMLElement {
    connectedCallback() {
      this.ink = document.createElement("canvas");
      this.pen = document.createElement("canvas");
      this.words = document.createElement("p");
      this.words.className = "empty";
      this.append(this.ink, this.pen, this.words);
      this.drawing = null;
      this.key = "";
      this.skipped = "[]";
      new ResizeObserver(() => this.redraw()).observe(this);
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
      listen(() => this.update());
    }

    update() {
      const job = shownJob();
      const key = job ? `${job.id} ${job.estimate_seconds} ${job.error}` : "";
      if (key !== this.key) {
        this.key = key;
        this.load(job, key);
      }
      const skipped = JSON.stringify(job?.skipped ?? []);
      if (skipped !== this.skipped) {
        this.skipped = skipped;
        this.redraw();
      }
      if (this.drawing) this.advance(pointsDone(job));
      this.showPen(job);
    }

    async load(job, key) {
      this.drawing = null;
      this.words.textContent = job ? "Reading the drawing …" : "Drop a drawing here: SVG, HP-GL or G-code.";
      this.redraw();
      if (!job) return;
      if (job.estimate_seconds === null) {
        this.words.textContent = job.error ?? "Reading the drawing …";
        return;
      }
      try {
        const text = await api.preview(job.id);
        if (key !== this.key) return;
        this.drawing = text && readPreview(text);
        this.words.textContent = text ? "" : job.error ?? "Reading the drawing …";
        this.redraw();
      } catch (error) {
        if (key === this.key) this.words.textContent = error.message;
      }
    }

    /** Draws everything anew: after a change of size, colours or job. */
    redraw() {
      const box = this.getBoundingClientRect();
      const ratio = devicePixelRatio || 1;
      for (const canvas of [this.ink, this.pen]) {
        canvas.width = Math.max(1, Math.round(box.width * ratio));
        canvas.height = Math.max(1, Math.round(box.height * ratio));
      }
      this.done = 0;
      if (!this.drawing) return;
      const { width, height } = this.drawing;
      const scale = Math.min((box.width - 2 * MARGIN_PX) / width, (box.height - 2 * MARGIN_PX) / height);
      const left = (box.width - scale * width) / 2;
      const top = (box.height - scale * height) / 2;
      this.toScreen = [scale * ratio, 0, 0, scale * ratio, left * ratio, top * ratio];
      this.pixel = 1 / scale;
      const page = this.page();
      page.save();
      page.shadowColor = "#0005";
      page.shadowBlur = 14 * ratio;
      page.fillStyle = this.color("--paper");
      page.fillRect(0, 0, width, height);
      page.restore();
      page.strokeStyle = this.color("--paper-edge");
      page.lineWidth = this.pixel;
      page.strokeRect(0, 0, width, height);
      this.drawTravel(page);
      this.drawInk(page, 0, this.drawing.total, () => this.color("--ink-ahead"));
      this.advance(pointsDone(shownJob()));
      this.showPen(shownJob());
    }

    drawTravel(page) {
      page.strokeStyle = this.color("--ink-travel");
      page.globalAlpha = this.drawing.strokes.length > 2000 ? 0.25 : 0.6;
      page.lineWidth = 0.7 * this.pixel;
      page.setLineDash([3 * this.pixel, 3 * this.pixel]);
      page.beginPath();
      let x = 0;
      let y = 0;
      for (const { points } of this.drawing.strokes) {
        page.moveTo(x, y);
        page.lineTo(points[0], points[1]);
        x = points[points.length - 2];
        y = points[points.length - 1];
      }
      page.stroke();
      page.setLineDash([]);
      page.globalAlpha = 1;
    }

    /** Shows the ink up to a number of points as drawn; going back (another run) draws all anew. */
    advance(points) {
      if (points < this.done) return this.redraw();
      if (points === this.done) return;
      for (const [from, to] of drawnBetween(Math.max(0, this.done - 1), points, JSON.parse(this.skipped))) {
        this.drawInk(this.page(), from, to, (stroke) => stroke.color);
      }
      this.done = points;
    }

    drawInk(page, from, to, color) {
      page.lineWidth = Math.max(0.35, 1.3 * this.pixel);
      page.lineCap = page.lineJoin = "round";
      for (const stroke of this.drawing.strokes) {
        const count = stroke.points.length / 2;
        if (stroke.first + count <= from) continue;
        if (stroke.first >= to) break;
        const first = Math.max(0, from - stroke.first);
        const last = Math.min(count, to - stroke.first) - 1;
        page.strokeStyle = color(stroke);
        page.beginPath();
        page.moveTo(stroke.points[2 * first], stroke.points[2 * first + 1]);
        for (let i = first + (count > 1 ? 1 : 0); i <= last; i++) page.lineTo(stroke.points[2 * i], stroke.points[2 * i + 1]);
        page.stroke();
      }
    }

    showPen(job) {
      const page = this.pen.getContext("2d");
      page.setTransform(1, 0, 0, 1, 0, 0);
      page.clearRect(0, 0, this.pen.width, this.pen.height);
      const device = deviceOf(job);
      if (!this.drawing || !device?.position || !isUnderWay(job)) return;
      page.setTransform(...this.toScreen);
      page.beginPath();
      page.arc(device.position.x, device.position.y, PEN_RADIUS_PX * this.pixel, 0, 2 * Math.PI);
      page.lineWidth = 2 * this.pixel;
      page.strokeStyle = page.fillStyle = this.color("--pen");
      if (device.pen_up) page.stroke();
      else page.fill();
    }

    page() {
      const page = this.ink.getContext("2d");
      page.setTransform(...this.toScreen);
      return page;
    }

    color(name) {
      return getComputedStyle(this).getPropertyValue(name).trim();
    }
  },
);

/** The stretches of points, from and to, that lie between two counts and were not skipped. */
function drawnBetween(from, to, skipped) {
  const stretches = [];
  let at = from;
  for (const [begin, end] of [...skipped, [to, to]]) {
    if (begin > at) stretches.push([at, Math.min(begin, to)]);
    at = Math.max(at, end);
    if (at >= to) break;
  }
  return stretches;
}

/** How many points of the job are on the paper. */
function pointsDone(job) {
  if (!job) return 0;
  if (job.status === "completed") return job.metrics?.total_points ?? 0;
  const live = isUnderWay(job) ? state.progress.get(job.id) : null;
  return live?.points_plotted ?? job.metrics?.points_plotted ?? 0;
}
