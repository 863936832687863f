'use strict';

const ENCODED = /%[0-9a-fA-F]{2}/;
const MAX_KEYS = 1000;

function hexValue(code) {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

// The bytes `string` stands for; what looks like an escape and is none stays as it is.
function unescapeBuffer(string, decodeSpaces) {
  const { Buffer } = require('buffer');
  string = `${string}`;
  const bytes = Buffer.allocUnsafe(string.length);
  let length = 0;
  for (let i = 0; i < string.length; i++) {
    const code = string.charCodeAt(i);
    if (code === 37) {
      const high = hexValue(string.charCodeAt(i + 1));
      const low = hexValue(string.charCodeAt(i + 2));
      if (high >= 0 && low >= 0) {
        bytes[length++] = high * 16 + low;
        i += 2;
        continue;
      }
    }
    bytes[length++] = code === 43 && decodeSpaces ? 32 : code;
  }
  return length === string.length ? bytes : bytes.slice(0, length);
}

function unescape(string, decodeSpaces) {
  try {
    return decodeURIComponent(string);
  } catch {
    return querystring.unescapeBuffer(string, decodeSpaces).toString();
  }
}

function escape(value) {
  const string = typeof value === 'string' ? value : typeof value === 'object' ? String(value) : `${value}`;
  try {
    return encodeURIComponent(string);
  } catch {
    return encodeURIComponent(pairSurrogates(string));
  }
}

// Node takes whatever follows a surrogate for its other half, and only fails when nothing does.
function pairSurrogates(string) {
  let paired = '';
  for (let i = 0; i < string.length; i++) {
    const code = string.charCodeAt(i);
    if (code < 0xd800 || code > 0xdfff) {
      paired += string[i];
      continue;
    }
    i++;
    if (i === string.length) {
      const { codes: { ERR_INVALID_URI } } = require('internal/errors');
      throw new ERR_INVALID_URI();
    }
    paired += String.fromCodePoint(0x10000 + ((code & 0x3ff) << 10 | string.charCodeAt(i) & 0x3ff));
  }
  return paired;
}

function primitiveText(value) {
  switch (typeof value) {
    case 'string': return value;
    case 'number': return Number.isFinite(value) ? `${value}` : '';
    case 'bigint':
    case 'boolean': return `${value}`;
    default: return '';
  }
}

function stringify(object, separator, equals, options) {
  if (object === null || typeof object !== 'object') return '';
  separator ||= '&';
  equals ||= '=';
  const encode = typeof options?.encodeURIComponent === 'function' ? options.encodeURIComponent : querystring.escape;
  const keys = Object.keys(object);
  let text = '';
  for (let i = 0; i < keys.length; i++) {
    const value = object[keys[i]];
    const name = `${encode(primitiveText(keys[i]))}${equals}`;
    const values = Array.isArray(value) ? value : [value];
    for (let j = 0; j < values.length; j++) {
      if (text !== '') text += separator;
      text += name + encode(primitiveText(values[j]));
    }
  }
  return text;
}

function decodeWith(decode, text) {
  try {
    return decode(text);
  } catch {
    return querystring.unescape(text, true);
  }
}

function parse(text, separator, equals, options) {
  const object = { __proto__: null };
  if (typeof text !== 'string' || text.length === 0) return object;
  separator = separator ? `${separator}` : '&';
  equals = equals ? `${equals}` : '=';
  let decode = querystring.unescape;
  if (typeof options?.decodeURIComponent === 'function') decode = options.decodeURIComponent;
  // A decoder of the caller's sees every name and value; ours only what it would change.
  const custom = decode !== unescape;

  const decoded = (part) => {
    if (part.includes('+')) part = part.replaceAll('+', custom ? '%20' : ' ');
    return part !== '' && (custom || ENCODED.test(part)) ? decodeWith(decode, part) : part;
  };

  let parts = text.split(separator);
  const maxKeys = typeof options?.maxKeys === 'number' ? options.maxKeys : MAX_KEYS;
  if (maxKeys > 0 && parts.length > maxKeys) parts = parts.slice(0, maxKeys);
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part === '') continue;
    const at = part.indexOf(equals);
    const name = decoded(at === -1 ? part : part.slice(0, at));
    const value = at === -1 ? '' : decoded(part.slice(at + equals.length));
    const known = object[name];
    if (known === undefined) object[name] = value;
    else if (Array.isArray(known)) known.push(value);
    else object[name] = [known, value];
  }
  return object;
}

const querystring = module.exports = {
  unescapeBuffer,
  unescape,
  escape,
  stringify,
  encode: stringify,
  parse,
  decode: parse,
};
