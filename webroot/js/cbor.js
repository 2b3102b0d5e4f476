/**
 * CBOR (RFC 8949) as plotty.v1+cbor has it, both ways. The table, GET /api/v1/stream/keys, says which numbers stand for the
 * names of fields and for words, which numbers are times and which count tenths, hundredths …
 * @typedef {{keys: string[], words: string[], worded: string[], times: string[], scaled: Object<string, number>}} Table
 */

const BREAK = Symbol("break");
const DECIMAL_FRACTION = 4;

/**
 * Reads one message.
 * @param {Uint8Array} bytes
 * @param {Table} table
 */
export function decode(bytes, table) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const worded = new Set(table.worded);
  const times = new Set(table.times);
  let at = 0;

  /** The number that belongs to a head; -1 for "until a break". */
  function count(low) {
    if (low < 24) return low;
    const from = at;
    switch (low) {
      case 24:
        at += 1;
        return view.getUint8(from);
      case 25:
        at += 2;
        return view.getUint16(from);
      case 26:
        at += 4;
        return view.getUint32(from);
      case 27:
        at += 8;
        return Number(view.getBigUint64(from));
      case 31:
        return -1;
      default:
        throw new Error(`CBOR: ${low} is no length`);
    }
  }

  function piece(length) {
    if (at + length > bytes.length) throw new Error("CBOR: the message ends too early");
    at += length;
    return bytes.subarray(at - length, at);
  }

  function item(field) {
    const head = view.getUint8(at++);
    const low = head & 31;
    switch (head >> 5) {
      case 0:
        return number(field, count(low));
      case 1:
        return number(field, -1 - count(low));
      case 2:
        return low === 31 ? joined() : piece(count(low)).slice();
      case 3:
        return new TextDecoder("utf-8", { fatal: true }).decode(low === 31 ? joined() : piece(count(low)));
      case 4:
        return list(field, count(low));
      case 5:
        return map(count(low));
      case 6:
        return tagged(field, count(low));
      default:
        return simple(low);
    }
  }

  function joined() {
    const pieces = [];
    for (let next = item(""); next !== BREAK; next = item("")) pieces.push(...(typeof next === "string" ? new TextEncoder().encode(next) : next));
    return Uint8Array.from(pieces);
  }

  function list(field, length) {
    const items = [];
    for (let i = 0; i !== length; i++) {
      const next = item(field);
      if (next === BREAK) break;
      items.push(next);
    }
    return items;
  }

  function map(length) {
    const fields = {};
    for (let i = 0; i !== length; i++) {
      const key = item("");
      if (key === BREAK) break;
      const name = typeof key === "number" ? table.keys[key] ?? String(key) : key;
      fields[name] = item(name);
    }
    return fields;
  }

  function tagged(field, tag) {
    if (tag !== DECIMAL_FRACTION) return item(field);
    const [exponent, digits] = item("");
    return Number(`${digits}e${exponent}`);
  }

  function simple(low) {
    const from = at;
    switch (low) {
      case 20:
        return false;
      case 21:
        return true;
      case 26:
        at += 4;
        return view.getFloat32(from);
      case 27:
        at += 8;
        return view.getFloat64(from);
      case 31:
        return BREAK;
      default:
        return null;
    }
  }

  /** What a whole number means depends on the field that it is in. */
  function number(field, value) {
    if (worded.has(field)) return table.words[value] ?? value;
    if (times.has(field)) return new Date(value).toISOString();
    return field in table.scaled ? Number(`${value}e-${table.scaled[field]}`) : value;
  }

  return item("");
}

/**
 * Writes one message of null, booleans, numbers, texts, byte strings (Uint8Array), lists and objects.
 * @param {Table} table
 * @returns {Uint8Array}
 */
export function encode(message, table) {
  const bytes = [];

  function head(major, value) {
    const first = major << 5;
    if (value < 24) bytes.push(first | value);
    else if (value < 0x100) bytes.push(first | 24, value);
    else if (value < 0x10000) bytes.push(first | 25, value >> 8, value & 255);
    else if (value < 0x100000000) bytes.push(first | 26, ...octets(4, (view) => view.setUint32(0, value)));
    else bytes.push(first | 27, ...octets(8, (view) => view.setBigUint64(0, BigInt(value))));
  }

  function write(value) {
    if (value === null || value === undefined) bytes.push(0xf6);
    else if (typeof value === "boolean") bytes.push(value ? 0xf5 : 0xf4);
    else if (Number.isSafeInteger(value)) head(value < 0 ? 1 : 0, value < 0 ? -1 - value : value);
    else if (typeof value === "number") bytes.push(0xfb, ...octets(8, (view) => view.setFloat64(0, value)));
    else if (typeof value === "string") raw(3, new TextEncoder().encode(value));
    else if (value instanceof Uint8Array) raw(2, value);
    else if (Array.isArray(value)) {
      head(4, value.length);
      value.forEach(write);
    } else {
      const fields = Object.entries(value).filter(([, each]) => each !== undefined);
      head(5, fields.length);
      for (const [name, each] of fields) {
        const key = table.keys.indexOf(name);
        write(key < 0 ? name : key);
        write(each);
      }
    }
  }

  function raw(major, content) {
    head(major, content.length);
    for (const byte of content) bytes.push(byte);
  }

  write(message);
  return Uint8Array.from(bytes);
}

function octets(count, fill) {
  const view = new DataView(new ArrayBuffer(count));
  fill(view);
  return new Uint8Array(view.buffer);
}
