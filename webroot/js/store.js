/**
 * What the page knows: jobs, plotters, connection. Panels read it and are told when it changes; only the stream and the
 * answers of the API write to it.
 */

/** @typedef {{id:string,name:string,status:string,causes:string[],priority:number,position:number,estimate_seconds:?number,
 *   layers:object[],warnings:object[],metrics:object,device:?string,uncertain:?object,error:?string}} Job */

const listeners = new Set();
let scheduled = false;

export const state = {
  /** @type {Map<string, Job>} all jobs we know, by id */
  jobs: new Map(),
  /** @type {Map<string, object>} the last device_status of each plotter, by id */
  devices: new Map(),
  /** Latest job_progress by job id. */
  progress: new Map(),
  /** The last panel_update, or what GET /api/v1/panel said; null until it is known. */
  panel: null,
  /** The last system_status, or null. */
  system: null,
  /** Who is at the page, as GET /api/v1/session says; null until it is known. */
  session: null,
  /** "connecting", "connected", "disconnected"; "polling" where there is no stream */
  connection: "connecting",
  /** Id of the job that the person picked in the queue, or null: then the open job is shown. */
  picked: null,
  /** Id of the plotter that the person picked in the header, or null: then the one of the shown job. */
  pickedDevice: null,
};

/** Calls the listener once per animation frame in which something changed. */
export function listen(listener) {
  listeners.add(listener);
  listener();
}

/** Tells everyone, at the next frame, that the state changed. */
export function changed() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    for (const listener of listeners) listener();
  });
}

/** Whether a job was started and has not ended. */
export const isUnderWay = (job) => job?.status === "running" || job?.status === "paused";

/** Whether a job waits or is under way. */
export const isOpen = (job) => job.status === "queued" || isUnderWay(job);

/** Open jobs in queue order: what draws, then what waits. */
export function openJobs() {
  return [...state.jobs.values()].filter(isOpen).sort((a, b) => isUnderWay(b) - isUnderWay(a) || a.position - b.position);
}

/** Ended jobs, the latest first. */
export function endedJobs() {
  return [...state.jobs.values()]
    .filter((job) => !isOpen(job))
    .sort((a, b) => (b.ended_at ?? "").localeCompare(a.ended_at ?? ""));
}

/** Shows a job, and its plotter with it. */
export function pickJob(id) {
  state.picked = id;
  state.pickedDevice = null;
  changed();
}

/** Shows a plotter, and what is drawn or waits on it. */
export function pickDevice(id) {
  state.pickedDevice = id;
  state.picked = null;
  changed();
}

/**
 * The job that the page shows: the picked one; else, of the picked plotter or of all, the one that draws, the first that
 * waits, the latest.
 */
export function shownJob() {
  const isShown = (job) => state.pickedDevice === null || job.device === state.pickedDevice;
  return state.jobs.get(state.picked) ?? openJobs().find(isShown) ?? endedJobs().find(isShown) ?? null;
}

/** The plotter that the page shows: the picked one, else the one of the shown job. */
export function shownDevice() {
  return state.devices.get(state.pickedDevice) ?? deviceOf(shownJob());
}

/** What people call a plotter. */
export const nameOf = (device) => device.metadata?.name ?? device.device_id;

/** The plotter that a job is drawn on, as far as known. */
export function deviceOf(job) {
  return state.devices.get(job?.device) ?? state.devices.values().next().value ?? null;
}
