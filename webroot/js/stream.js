/** The live stream: one WebSocket in ploTTY's dialect, kept open, that feeds the store. */
import * as api from "./api.js";
import { notice } from "./notice.js";
import { changed, state } from "./store.js";

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 16000;
/** The appliance says something at least every 30 seconds; a line that is silent for longer is dead. */
const LONGEST_SILENCE_MS = 70000;

let socket = null;
let tries = 0;
let wait = FIRST_WAIT_MS;
let timer = 0;
let silence = 0;
let refreshing = null;
let again = false;

/** Connects, and connects again after 1, 2, 4, 8, 16, 16 … seconds whenever the line breaks. */
export async function connect() {
  clearTimeout(timer);
  clearTimeout(silence);
  socket?.close();
  socket = null;
  connection("connecting");
  const now = ++tries;
  let url;
  try {
    url = await api.socketUrl();
  } catch {
    if (now === tries) later();
    return;
  }
  if (now !== tries) return;
  const mine = new WebSocket(url);
  socket = mine;
  mine.onopen = () => {
    wait = FIRST_WAIT_MS;
    expectMore();
    connection("connected");
    mine.send(JSON.stringify({ type: "subscribe", channels: ["jobs", "devices", "system", "alerts"] }));
    refresh();
  };
  mine.onmessage = (event) => {
    expectMore();
    take(JSON.parse(event.data));
  };
  mine.onclose = () => {
    if (socket !== mine) return;
    clearTimeout(silence);
    later();
  };
}

function later() {
  connection("disconnected");
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
export async function refresh() {
  if (refreshing) {
    again = true;
    return refreshing;
  }
  refreshing = (async () => {
    do {
      again = false;
      try {
        const list = await api.jobs();
        state.jobs = new Map(list.map((job) => [job.id, job]));
      } catch {
        // The line is down: the reconnect reads the list again.
      }
      changed();
    } while (again);
  })();
  await refreshing;
  refreshing = null;
}

function take(message) {
  switch (message.type) {
    case "job_progress":
      state.progress.set(message.job_id, message);
      break;
    case "job_update":
      if (message.change !== "progress") refresh();
      break;
    case "job_state_change":
      refresh();
      break;
    case "device_alert":
      notice(message.message);
      break;
    case "device_status":
      state.devices.set(message.device_id, message);
      break;
    default:
      return;
  }
  changed();
}
