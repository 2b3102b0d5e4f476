/** The REST API, as far as the page needs it. Every failure becomes an Error with the server's own sentence. */

async function call(method, path, { body, json } = {}) {
  const headers = { Accept: "application/json" };
  if (json !== undefined) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(json);
  }
  const answer = await fetch(path, { method, headers, body });
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

/** The drawing of a job as it will be drawn: SVG text, or null while it is not read yet. */
export async function preview(id) {
  const answer = await fetch(`${job(id)}/preview.svg`);
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
export function upload(file, options, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ name: file.name.replace(/\.[^.]+$/, ""), ...options });
    request.open("POST", `api/v1/jobs?${query}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () =>
      request.status === 201
        ? resolve(request.response)
        : reject(new Error(request.response?.detail ?? `The appliance answered ${request.status}.`));
    request.onerror = () => reject(new Error(`“${file.name}” could not be sent: the connection broke.`));
    request.send(file);
  });
}
