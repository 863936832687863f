'use strict';
// Values as bytes and back: what JSON has no words for, and what refers to itself.
//
// A message is a table of objects as JSON, in which objects refer to each other by their index, and then the
// bytes of all binary data. Both ends are this runtime, so it is nobody else's format.

const { Buffer } = require('buffer');
const types = require('internal/util/types');

const HEADER = 4; // the length of the JSON
const ERRORS = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

function refuse(value) {
  const { lazyDOMException } = require('internal/util');
  const what = typeof value === 'function' ? Function.prototype.toString.call(value) :
    typeof value === 'symbol' ? value.toString() : '#<Object>';
  throw lazyDOMException(`${what} could not be cloned.`, 'DataCloneError');
}

function serialize(value) {
  const nodes = [];
  const known = new Map();
  const parts = [];
  let size = 0;

  function addBytes(bytes) {
    const start = size;
    parts.push(bytes);
    size += bytes.length;
    return start;
  }

  function put(item) {
    switch (typeof item) {
      case 'string':
      case 'boolean':
        return item;
      case 'number':
        return Number.isFinite(item) && !Object.is(item, -0) ? item : ['n', Object.is(item, -0) ? '-0' : String(item)];
      case 'undefined':
        return ['u'];
      case 'bigint':
        return ['b', String(item)];
      case 'object':
        return item === null ? null : ['r', index(item)];
      default:
        return refuse(item);
    }
  }

  function index(object) {
    let at = known.get(object);
    if (at === undefined) {
      at = nodes.push(null) - 1;
      known.set(object, at);
      nodes[at] = describe(object);
    }
    return at;
  }

  const entries = (object) => Object.keys(object).map((key) => [key, put(object[key])]);

  function describe(object) {
    if (Array.isArray(object)) return ['a', object.length, entries(object)];
    if (ArrayBuffer.isView(object)) {
      const bytes = Buffer.from(object.buffer, object.byteOffset, object.byteLength);
      const name = Buffer.isBuffer(object) ? 'Buffer' : object.constructor.name;
      return ['v', name, addBytes(bytes), bytes.length];
    }
    if (types.isAnyArrayBuffer(object)) return ['v', 'ArrayBuffer', addBytes(Buffer.from(object)), object.byteLength];
    if (types.isDate(object)) return ['d', put(object.getTime())];
    if (types.isRegExp(object)) return ['x', object.source, object.flags];
    if (types.isMap(object)) return ['m', [...object].map(([key, item]) => [put(key), put(item)])];
    if (types.isSet(object)) return ['s', [...object].map(put)];
    if (types.isNativeError(object)) {
      const cause = Object.hasOwn(object, 'cause') ? [put(object.cause)] : [];
      return ['e', String(object.name), String(object.message), String(object.stack), ...cause];
    }
    if (types.isBoxedPrimitive(object)) return ['w', put(object.valueOf())];
    if (types.isPromise(object) || types.isWeakMap(object) || types.isWeakSet(object)) refuse(object);
    return ['o', entries(object)];
  }

  const root = put(value);
  const json = Buffer.from(JSON.stringify([root, nodes]));
  const header = Buffer.allocUnsafe(HEADER);
  header.writeUInt32BE(json.length, 0);
  return Buffer.concat([header, json, ...parts]);
}

function deserialize(bytes) {
  const end = HEADER + bytes.readUInt32BE(0);
  const [root, nodes] = JSON.parse(bytes.toString('utf8', HEADER, end));
  const data = bytes.subarray(end);
  const made = new Array(nodes.length);

  function get(item) {
    if (!Array.isArray(item)) return item;
    switch (item[0]) {
      case 'n': return Number(item[1]);
      case 'b': return BigInt(item[1]);
      case 'r': return made[item[1]] ?? make(item[1]);
      default: return undefined;
    }
  }

  // An object stands in its place before what it holds is made: that may hold it.
  function make(at) {
    const [type, ...rest] = nodes[at];
    switch (type) {
      case 'o': return fill(at, {}, rest[0]);
      case 'a': return fill(at, new Array(rest[0]), rest[1]);
      case 'v': return (made[at] = view(...rest));
      case 'd': return (made[at] = new Date(get(rest[0])));
      case 'x': return (made[at] = new RegExp(rest[0], rest[1]));
      case 'w': return (made[at] = Object(get(rest[0])));
      case 'e': return makeError(at, ...rest);
      case 's': {
        const set = (made[at] = new Set());
        for (const item of rest[0]) set.add(get(item));
        return set;
      }
      default: {
        const map = (made[at] = new Map());
        for (const [key, item] of rest[0]) map.set(get(key), get(item));
        return map;
      }
    }
  }

  function fill(at, object, entries) {
    made[at] = object;
    for (const [key, item] of entries) {
      const value = get(item);
      Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
    }
    return object;
  }

  function makeError(at, name, message, stack, cause) {
    const error = (made[at] = new (ERRORS[name] ?? Error)(message));
    const hidden = (key, value) =>
      Object.defineProperty(error, key, { value, writable: true, enumerable: false, configurable: true });
    hidden('stack', stack);
    if (cause !== undefined) hidden('cause', get(cause));
    return error;
  }

  // Each view has memory of its own, as its type may need it at a round address.
  function view(name, start, length) {
    const copy = Uint8Array.prototype.slice.call(data, start, start + length);
    if (name === 'Buffer') return Buffer.from(copy.buffer, copy.byteOffset, length);
    const memory = copy.buffer.slice(copy.byteOffset, copy.byteOffset + length);
    return name === 'ArrayBuffer' ? memory : new globalThis[name](memory);
  }

  return get(root);
}

module.exports = { deserialize, serialize };
