/**
 * The live stream: one line of the native protocol, kept open, that feeds the store. While there is no line, what it would
 * tell is asked for over HTTP.
 */
import * as api from "./api.js";
import { Line } from "./line.js";
import { notice } from "./notice.js";
import { Polling } from "./polling.js";
import { changed, state } from "./store.js";

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 16000;
/** The appliance says something at least every 30 seconds; a line that is silent for longer is dead. */
const LONGEST_SILENCE_MS = 70000;
/** What has no number is not told again after a break; by then what has one has been. */
const AFTER_REPLAY_MS = 1000;

let line = null;
let wait = FIRST_WAIT_MS;
let timer = 0;
let silence = 0;
/** The life of the appliance's log that the present line tells of. */
let epoch = "";
/** Where we are in it, once it has told how everything stands: a new line goes on from there. */
let place = null;
/** Whether there is a stream here at all. */
let streams = true;
let refreshing = null;
let again = false;
/** Whether the list of jobs could not be read though something in it changed. */
let stale = true;
const polling = new Polling(poll);

/** Takes over how the appliance wants it, as GET /api/v1/ui says; before the first line. */
export function use(settings) {
  streams = settings.websocket;
  polling.everyMs = settings.refresh_interval_ms;
}

/** Connects, and connects again after 1, 2, 4, 8, 16, 16 … seconds whenever the line breaks. */
export function connect() {
  clearTimeout(timer);
  clearTimeout(silence);
  const before = line;
  line = null;
  before?.close();
  connection("connecting");
  if (!streams) {
    poll();
    polling.start();
    return;
  }
  const mine = new Line({
    open: (hello) => subscribe(mine, hello),
    message: take,
    heard: expectMore,
    close: () => {
      if (line !== mine) return;
      clearTimeout(silence);
      later();
    },
  });
  line = mine;
}

/** Connects as if for the first time: for another person, who may see other things. */
export function beginAnew() {
  place = null;
  stale = true;
  connect();
}

async function subscribe(mine, hello) {
  wait = FIRST_WAIT_MS;
  polling.stop();
  connection("connected");
  epoch = hello.epoch;
  const resume = place?.epoch === epoch ? place : undefined;
  try {
    const { resumed } = await mine.ask("subscribe", { channels: ["jobs", "devices", "system", "alerts"], resume });
    if (resumed) setTimeout(readDevices, AFTER_REPLAY_MS);
    readPanel();
    if (!resumed || stale) refresh();
  } catch (refused) {
    if (line === mine) notice(refused.message);
  }
}

async function readDevices() {
  try {
    for (const device of await api.devices()) state.devices.set(device.device_id, device);
    changed();
  } catch {
    // The line is down again: the next one asks again.
  }
}

/** A panel that there is no more is not told of by anybody. */
async function readPanel() {
  try {
    showPanel(await api.panel());
    changed();
  } catch {
    // The line is down again: the next one asks again.
  }
}

/** What is told may be newer than what was asked for. */
function showPanel(panel) {
  if (!(Date.parse(panel.timestamp) < Date.parse(state.panel?.timestamp))) state.panel = panel;
}

/** Asks for all that a line would tell; one that is up by then has told something newer. */
async function poll() {
  await refresh();
  try {
    const devices = await api.devices();
    if (state.connection === "connected") return;
    state.devices = new Map(devices.map((device) => [device.device_id, device]));
    await readPanel();
    // How far a job is stands in the list.
    state.progress.clear();
    if (!streams) connection("polling");
  } catch {
    // Nothing to be had this way either.
    if (!streams) connection("disconnected");
  }
  changed();
}

function later() {
  connection("disconnected");
  polling.start();
  timer = setTimeout(connect, wait);
  wait = Math.min(2 * wait, LONGEST_WAIT_MS);
}

/** Leaves a line that stays silent for a new one. */
function expectMore() {
  clearTimeout(silence);
  silence = setTimeout(connect, LONGEST_SILENCE_MS);
}

function connection(now) {
  state.connection = now;
  changed();
}

/** Reads the list of jobs again; calls while one is under way are folded into one more. */
export function refresh() {
  again = true;
  refreshing ??= (async () => {
    while (again) {
      again = false;
      try {
        const list = await api.jobs();
        state.jobs = new Map(list.map((job) => [job.id, job]));
        stale = false;
      } catch {
        // The line is down: the next one reads the list again.
        stale = true;
      }
      changed();
    }
    // In the same breath as the last look at what was asked for: no call falls between.
    refreshing = null;
  })();
  return refreshing;
}

function take(message) {
  const seq = message.seq ?? message.after;
  if (place && seq > place.seq) place.seq = seq;
  switch (message.type) {
    case "gap":
      place = null;
      return;
    case "snapshot":
      if (message.seq !== undefined) place = { epoch, seq: message.seq };
      message.items
        .filter((item) => ["device_status", "panel_update", "system_status"].includes(item.type))
        .forEach((item) => take({ timestamp: message.timestamp, ...item }));
      return;
    case "job_progress":
      state.progress.set(message.job_id, message);
      break;
    case "job_update":
    case "job_state_change":
      refresh();
      break;
    case "device_alert":
      notice(message.message);
      break;
    case "system_status":
      state.system = message;
      break;
    case "device_status":
      state.devices.set(message.device_id, message);
      break;
    case "panel_update":
      showPanel(message);
      break;
    default:
      return;
  }
  changed();
}
