/**
 * One connection of the native protocol, plotty.v1+cbor: puts together what comes as changes, remembers where it is in the
 * log of events, and gives every request its answer. See API.md, "The native protocol".
 */
import * as api from "./api.js";
import { decode, encode } from "./cbor.js";

/** Applies a merge patch (RFC 7396): null takes a field away. */
export function merged(before, changes) {
  const now = { ...before };
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete now[name];
    else if (isObject(value) && isObject(now[name])) now[name] = merged(now[name], value);
    else now[name] = value;
  }
  return now;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The whole message for one that only says what changed. */
function whole(before, { ms, ...changes }) {
  return { ...merged(before, changes), timestamp: new Date(Date.parse(before.timestamp) + ms).toISOString() };
}

export class Line {
  #socket = null;
  #table = null;
  #subjects = new Map();
  #waiting = new Map();
  #lastId = 0;
  #closed = false;

  /** @param {{open: function, message: function, heard: function, close: function}} listener */
  constructor(listener) {
    this.listener = listener;
    this.#open().catch(() => this.close());
  }

  async #open() {
    this.#table = await api.streamKeys();
    const url = await api.socketUrl();
    if (this.#closed) return;
    this.#socket = new WebSocket(url, ["plotty.v1+cbor"]);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onmessage = (event) => this.#take(decode(new Uint8Array(event.data), this.#table));
    this.#socket.onclose = () => this.close();
  }

  #take(message) {
    if (this.#closed) return;
    this.listener.heard();
    switch (message.type) {
      case "hello":
        this.listener.open(message);
        break;
      case "ok":
      case "error":
        this.#answer(message);
        break;
      default:
        this.listener.message(this.#event(message));
    }
  }

  #event(message) {
    if (message.ref === undefined) return message;
    const event = message.type ? message : whole(this.#subjects.get(message.ref), message);
    this.#subjects.set(message.ref, event);
    return event;
  }

  #answer(message) {
    const asked = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (!asked) return;
    if (message.type === "ok") asked.resolve(message);
    else asked.reject(new Error(message.message));
  }

  /** Asks for something and gives the answer; what is refused rejects with the appliance's own sentence. */
  ask(type, fields = {}) {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(encode({ type, id, ...fields }, this.#table));
    });
  }

  close() {
    if (this.#closed) return;
    this.#closed = true;
    this.#socket?.close();
    for (const asked of this.#waiting.values()) asked.reject(new Error("The connection broke."));
    this.listener.close();
  }
}
