'use strict';
// MIME types, by the WHATWG's MIME Sniffing Standard.
const { codes } = require('internal/errors');

const notToken = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const notQuoted = /[^\t\u0020-~\u0080-\u00FF]/;
const trailingBlanks = /[\r\n\t ]*$/;
const notBlank = /[^\r\n\t ]/;

function toAsciiLower(text) {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function encode(value) {
  if (value.length === 0) return '""';
  if (!notToken.test(value)) return value;
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

// Type and subtype, and where the parameters begin.
function parseEssence(text) {
  const start = text.search(notBlank);
  const typeStart = start === -1 ? 0 : start;
  const slash = text.indexOf('/', typeStart);
  const type = slash === -1 ? text.slice(typeStart) : text.slice(typeStart, slash);
  const badType = type.search(notToken);
  if (type === '' || badType !== -1 || slash === -1) throw new codes.ERR_INVALID_MIME_SYNTAX('type', text, badType);
  const semicolon = text.indexOf(';', slash + 1);
  const raw = semicolon === -1 ? text.slice(slash + 1) : text.slice(slash + 1, semicolon);
  const subtype = raw.replace(trailingBlanks, '');
  const badSubtype = subtype.search(notToken);
  if (subtype === '' || badSubtype !== -1) throw new codes.ERR_INVALID_MIME_SYNTAX('subtype', text, badSubtype);
  return {
    type: toAsciiLower(type),
    subtype: toAsciiLower(subtype),
    rest: semicolon === -1 ? text.length : semicolon + 1,
  };
}

// A quoted value that begins at `start`, and where it ends; a backslash at the very end stands for itself.
function readQuoted(text, start) {
  let value = '';
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\' && at + 1 < text.length) at++;
    value += text[at++];
  }
  return { value, end: at + 1 };
}

class MIMEParams {
  #data = new Map();

  delete(name) {
    this.#data.delete(name);
  }

  get(name) {
    const value = this.#data.get(name);
    return value === undefined ? null : value;
  }

  has(name) {
    return this.#data.has(name);
  }

  set(name, value) {
    name = `${name}`;
    value = `${value}`;
    const badName = name.search(notToken);
    if (name.length === 0 || badName !== -1) {
      throw new codes.ERR_INVALID_MIME_SYNTAX('parameter name', name, badName);
    }
    const badValue = value.search(notQuoted);
    if (badValue !== -1) throw new codes.ERR_INVALID_MIME_SYNTAX('parameter value', value, badValue);
    this.#data.set(name, value);
  }

  * entries() {
    yield* this.#data.entries();
  }

  * keys() {
    yield* this.#data.keys();
  }

  * values() {
    yield* this.#data.values();
  }

  toString() {
    return Array.from(this.#data, ([name, value]) => `${name}=${encode(value)}`).join(';');
  }

  // Parameters that are not well formed are passed over.
  static parse(text, start) {
    const params = new MIMEParams();
    let at = start;
    while (at < text.length) {
      const blank = text.slice(at).search(notBlank);
      at = blank === -1 ? text.length : at + blank;
      let end = at;
      while (end < text.length && text[end] !== ';' && text[end] !== '=') end++;
      const name = toAsciiLower(text.slice(at, end));
      at = end;
      if (at >= text.length) break;
      if (text[at++] === ';') continue;
      let value;
      if (text[at] === '"') {
        const quoted = readQuoted(text, at);
        ({ value } = quoted);
        const semicolon = text.indexOf(';', quoted.end);
        at = semicolon === -1 ? text.length : semicolon + 1;
      } else {
        const semicolon = text.indexOf(';', at);
        const stop = semicolon === -1 ? text.length : semicolon;
        value = text.slice(at, stop).replace(trailingBlanks, '');
        at = stop + 1;
        if (value === '') continue;
      }
      const isFine = name !== '' && !notToken.test(name) && !notQuoted.test(value);
      if (isFine && !params.has(name)) params.#data.set(name, value);
    }
    return params;
  }
}

// Parsing is the type's business, not a program's.
const { parse } = MIMEParams;
delete MIMEParams.parse;

Object.defineProperty(MIMEParams.prototype, Symbol.iterator, {
  __proto__: null, configurable: true, value: MIMEParams.prototype.entries, writable: true,
});
Object.defineProperty(MIMEParams.prototype, 'toJSON', {
  __proto__: null, configurable: true, value: MIMEParams.prototype.toString, writable: true,
});

class MIMEType {
  #type;
  #subtype;
  #params;

  constructor(text) {
    text = `${text}`;
    const { type, subtype, rest } = parseEssence(text);
    this.#type = type;
    this.#subtype = subtype;
    this.#params = parse(text, rest);
  }

  get type() {
    return this.#type;
  }

  set type(value) {
    value = `${value}`;
    const bad = value.search(notToken);
    if (value.length === 0 || bad !== -1) throw new codes.ERR_INVALID_MIME_SYNTAX('type', value, bad);
    this.#type = toAsciiLower(value);
  }

  get subtype() {
    return this.#subtype;
  }

  set subtype(value) {
    value = `${value}`;
    const bad = value.search(notToken);
    if (value.length === 0 || bad !== -1) throw new codes.ERR_INVALID_MIME_SYNTAX('subtype', value, bad);
    this.#subtype = toAsciiLower(value);
  }

  get essence() {
    return `${this.#type}/${this.#subtype}`;
  }

  get params() {
    return this.#params;
  }

  toString() {
    const params = this.#params.toString();
    return `${this.essence}${params.length > 0 ? `;${params}` : ''}`;
  }
}

Object.defineProperty(MIMEType.prototype, 'toJSON', {
  __proto__: null, configurable: true, value: MIMEType.prototype.toString, writable: true,
});

module.exports = { MIMEParams, MIMEType };
