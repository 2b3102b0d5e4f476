/** The REST API, as far as the page needs it. Every failure becomes an Error with the server's own sentence. */

/** The token that goes with the login, or null; told by whoever logs in. */
let csrf = null;
/** Asked when the role does not suffice: logs in and says whether to try again. */
let letIn = async () => false;

export const useToken = (token) => (csrf = token);
/** @param {(status: number, isOrder: boolean) => Promise<boolean>} asked */
export const whenRefused = (asked) => (letIn = asked);

const REFUSED = [401, 403];
const isOrder = (method) => method !== "GET";

function headersOf(method, more = {}) {
  return { Accept: "application/json", ...(csrf && isOrder(method) ? { "X-CSRF-Token": csrf } : {}), ...more };
}

/** Asks, and once more after a login if that was what it lacked. */
async function ask(method, path, { body, headers, asks = true } = {}) {
  const answer = await fetch(path, { method, headers: headersOf(method, headers), body });
  if (asks && REFUSED.includes(answer.status) && (await letIn(answer.status, isOrder(method)))) {
    return ask(method, path, { body, headers, asks: false });
  }
  return answer;
}

async function call(method, path, { json, asks } = {}) {
  const answer = await ask(
    method,
    path,
    json === undefined ? { asks } : { asks, headers: { "Content-Type": "application/json" }, body: JSON.stringify(json) },
  );
  if (!answer.ok) throw new Error(await sentence(answer));
  return answer.status === 204 ? null : answer.json();
}

async function sentence(answer) {
  try {
    const problem = await answer.json();
    return problem.detail ?? problem.title ?? `The appliance answered ${answer.status}.`;
  } catch {
    return `The appliance answered ${answer.status}.`;
  }
}

const job = (id) => `api/v1/jobs/${encodeURIComponent(id)}`;

/** The table by which plotty.v1+cbor is read; it belongs to the version of the appliance, so each line asks for it. */
export const streamKeys = () => call("GET", "api/v1/stream/keys", { asks: false });
export const jobs = async () => (await call("GET", "api/v1/jobs")).jobs;
export const devices = async () => (await call("GET", "api/v1/devices")).devices;
export const control = (id, action, options = {}) => call("POST", `${job(id)}/control`, { json: { action, ...options } });
export const remove = (id) => call("DELETE", job(id));
export const edit = (id, change) => call("PATCH", job(id), { json: change });
export const again = (id) => call("POST", `${job(id)}/again`);

const plotter = (id) => `api/v1/devices/${encodeURIComponent(id)}`;

export const device = (id) => call("GET", plotter(id));
export const deviceControl = (id, action, options = {}) => call("POST", `${plotter(id)}/control`, { json: { action, ...options } });
export const adjust = (id, change) => call("PATCH", `${plotter(id)}/adjustment`, { json: change });

const panelButton = (name) => `api/v1/panel/buttons/${encodeURIComponent(name)}`;

export const panel = () => call("GET", "api/v1/panel");
/** Presses a button of a simulated panel, or goes on pressing it, for so many milliseconds at most. */
export const pressButton = (name, heldForMs) => call("POST", `${panelButton(name)}/press`, { json: { for_ms: heldForMs } });
export const releaseButton = (name) => call("POST", `${panelButton(name)}/release`);

/** How the page is to be kept up to date. */
export const discovery = () => call("GET", "api/v1/discovery", { asks: false });
export const pageSettings = () => call("GET", "api/v1/ui", { asks: false });

// What says who one is must not ask for a login itself.
export const session = () => call("GET", "api/v1/session", { asks: false });
export const logIn = (name, password) => call("POST", "api/v1/session", { json: { name, password }, asks: false });
export const logOut = () => call("DELETE", "api/v1/session", { asks: false });
export const claimState = () => call("GET", "api/v1/claim", { asks: false });
export const claim = (fields) => call("POST", "api/v1/claim", { json: fields, asks: false });

const user = (name) => `api/v1/users/${encodeURIComponent(name)}`;

export const users = async () => (await call("GET", "api/v1/users")).users;
export const addUser = (fields) => call("POST", "api/v1/users", { json: fields });
export const changeUser = (name, change) => call("PATCH", user(name), { json: change });
export const deleteUser = (name) => call("DELETE", user(name));
export const setPassword = (name, fields) => call("POST", `${user(name)}/password`, { json: fields });

export const keys = async () => (await call("GET", "api/v1/keys")).keys;
export const makeKey = (fields) => call("POST", "api/v1/keys", { json: fields });
export const revokeKey = (id) => call("DELETE", `api/v1/keys/${encodeURIComponent(id)}`);

const pairing = (id) => `api/v1/pairings/${encodeURIComponent(id)}`;

export const pairings = async () => (await call("GET", "api/v1/pairings", { asks: false })).pairings;
export const confirmPairing = (id) => call("POST", `${pairing(id)}/confirm`);
export const denyPairing = (id) => call("POST", `${pairing(id)}/deny`);

export const audit = (query) => call("GET", `api/v1/audit?${new URLSearchParams(query)}`);
export const auditReport = () => call("GET", "api/v1/audit/report");
export const auditFile = (format) => `api/v1/audit/export?format=${format}`;

/** Whether the service keeps its hands off the plotters. */
export const safeMode = () => call("GET", "api/v1/system/safe-mode", { asks: false });
export const leaveSafeMode = () => call("POST", "api/v1/system/safe-mode/leave");
export const supportBundle = "api/v1/system/support-bundle";
export const logLevels = () => call("GET", "api/v1/system/log-levels");
export const setLogLevels = (wish) => call("PATCH", "api/v1/system/log-levels", { json: wish });
export const resetLogLevels = () => call("DELETE", "api/v1/system/log-levels");

/** Where the live stream is; a login goes along as a ticket, which is good once and for half a minute. */
export async function socketUrl() {
  const url = new URL("ws", document.baseURI);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  if (csrf) url.searchParams.set("ticket", (await call("POST", "api/v1/tickets")).ticket);
  return url.href;
}

/** The drawing of a job as it will be drawn: SVG text, or null while it is not read yet. */
export async function preview(id) {
  const answer = await ask("GET", `${job(id)}/preview.svg`);
  if (answer.status === 404 || answer.status === 409) return null;
  if (!answer.ok) throw new Error(await sentence(answer));
  return answer.text();
}

/**
 * Sends a file, telling how far it is.
 * @param {File} file
 * @param {object} options as the API names them
 * @param {(share: number) => void} progress called with 0..1
 * @returns {Promise<object>} the new job
 */
export async function upload(file, options, progress) {
  let answer = await send(file, options, progress);
  if (REFUSED.includes(answer.status) && (await letIn(answer.status, true))) answer = await send(file, options, progress);
  if (answer.status === 201) return answer.response;
  throw new Error(answer.response?.detail ?? `The appliance answered ${answer.status}.`);
}

function send(file, options, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ name: file.name.replace(/\.[^.]+$/, ""), ...options });
    request.open("POST", `api/v1/jobs?${query}`);
    const headers = headersOf("POST", { "Content-Type": "application/octet-stream" });
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => resolve(request);
    request.onerror = () => reject(new Error(`“${file.name}” could not be sent: the connection broke.`));
    request.send(file);
  });
}
