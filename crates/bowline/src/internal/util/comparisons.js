'use strict';
// Deep equality: loose as assert.deepEqual, strict as assert.deepStrictEqual and util.isDeepStrictEqual.
const { isKeyObject, kindOf, typedArrayName } = require('internal/util/types');

// What remembers the pairs that are being compared: a circle equals a circle of the same shape.
class Pairs {
  constructor() {
    this.left = new Map();
    this.right = new Map();
    this.depth = 0;
  }
}

function isDeepEqual(a, b) {
  return areEqual(a, b, false, undefined);
}

function isDeepStrictEqual(a, b) {
  return areEqual(a, b, true, undefined);
}

function isObject(value) {
  return value !== null && typeof value === 'object';
}

function areEqual(a, b, strict, pairs) {
  if (a === b) return a !== 0 || !strict || Object.is(a, b);
  if (strict) {
    if (typeof a !== 'object') return typeof a === 'number' && Number.isNaN(a) && Number.isNaN(b);
    if (typeof b !== 'object' || a === null || b === null) return false;
    if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  } else {
    if (!isObject(a)) {
      // eslint-disable-next-line eqeqeq
      return !isObject(b) && (a == b || (Number.isNaN(a) && Number.isNaN(b)));
    }
    if (!isObject(b)) return false;
  }
  return areObjectsEqual(a, b, strict, pairs);
}

const toString = Object.prototype.toString;

function areObjectsEqual(a, b, strict, pairs) {
  const tag = toString.call(a);
  if (tag !== toString.call(b)) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    return haveEqualKeys(a, b, strict, pairs, 'Array', keysBesideItems(a, strict), keysBesideItems(b, strict));
  }
  if (tag === '[object Object]') return haveEqualKeys(a, b, strict, pairs, undefined);
  const kind = kindOf(a);
  const otherKind = kindOf(b);
  const isError = kind === 'Error' || a instanceof Error;
  if (isError) {
    if ((otherKind !== 'Error' && !(b instanceof Error)) || !areErrorsEqual(a, b, strict, pairs)) return false;
    return haveEqualKeys(a, b, strict, pairs, undefined);
  }
  switch (kind) {
    case 'Date':
      if (otherKind !== 'Date' || Date.prototype.getTime.call(a) !== Date.prototype.getTime.call(b)) return false;
      break;
    case 'RegExp':
      if (otherKind !== 'RegExp' || !areRegExpsEqual(a, b)) return false;
      break;
    case 'TypedArray':
    case 'DataView':
      if (typedArrayName(a) !== typedArrayName(b) || !areViewsEqual(a, b, strict)) return false;
      return haveEqualKeys(a, b, strict, pairs, undefined, keysBesideItems(a, strict), keysBesideItems(b, strict));
    case 'Set':
    case 'Map':
      if (otherKind !== kind || a.size !== b.size) return false;
      return haveEqualKeys(a, b, strict, pairs, kind);
    case 'ArrayBuffer':
    case 'SharedArrayBuffer':
      if ((otherKind !== 'ArrayBuffer' && otherKind !== 'SharedArrayBuffer') || a.byteLength !== b.byteLength || !areBytesEqual(a, b)) return false;
      break;
    case 'Number':
    case 'String':
    case 'Boolean':
    case 'BigInt':
    case 'Symbol':
      if (otherKind !== kind || !areBoxesEqual(kind, a, b)) return false;
      break;
    default:
      if (isComparedByContent(otherKind) || b instanceof Error) return false;
      if (isKeyObject(a) && (!isKeyObject(b) || !a.equals(b))) return false;
  }
  return haveEqualKeys(a, b, strict, pairs, undefined);
}

function isComparedByContent(kind) {
  return kind !== undefined && kind !== 'Object' && kind !== 'Arguments' && kind !== 'Promise' &&
    kind !== 'WeakMap' && kind !== 'WeakSet' && kind !== 'WeakRef' && kind !== 'Proxy' && kind !== 'Generator' &&
    kind !== 'AsyncGenerator' && kind !== 'MapIterator' && kind !== 'SetIterator';
}

// Stacks tell where, not what. What an error hides is part of it.
function areErrorsEqual(a, b, strict, pairs) {
  if (a.message !== b.message || a.name !== b.name) return false;
  if (!strict && !('cause' in a) && !('cause' in b) && !Array.isArray(a.errors) && !Array.isArray(b.errors)) return true;
  return isHiddenEqual(a, b, 'cause', strict, pairs) && isHiddenEqual(a, b, 'errors', strict, pairs);
}

function isHiddenEqual(a, b, key, strict, pairs) {
  const isIn = Object.hasOwn(a, key);
  if (isIn !== Object.hasOwn(b, key)) return false;
  return !isIn || Object.prototype.propertyIsEnumerable.call(a, key) || areEqual(a[key], b[key], strict, pairs);
}

function areRegExpsEqual(a, b) {
  return a.source === b.source && a.flags === b.flags && a.lastIndex === b.lastIndex;
}

function areViewsEqual(a, b, strict) {
  if (a.byteLength !== b.byteLength) return false;
  const name = typedArrayName(a);
  // Zeros of both signs are loosely equal, and NaN is never itself.
  if (!strict && (name === 'Float32Array' || name === 'Float64Array' || name === 'Float16Array')) {
    for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
    return true;
  }
  return areBytesEqual(a.buffer, b.buffer, a.byteOffset, b.byteOffset, a.byteLength);
}

// Parts of `length` bytes, or all of both.
function areBytesEqual(a, b, startA = 0, startB = 0, length = undefined) {
  if (length === undefined && a.byteLength !== b.byteLength) return false;
  const left = new Uint8Array(a, startA, length);
  return require('buffer/bytes').compareBytes(left, new Uint8Array(b, startB, length)) === 0;
}

function areBoxesEqual(kind, a, b) {
  const { valueOf } = { Number, String, Boolean, BigInt, Symbol }[kind].prototype;
  return Object.is(valueOf.call(a), valueOf.call(b));
}

function isEnumerable(object, key) {
  return Object.prototype.propertyIsEnumerable.call(object, key);
}

function isIndex(key) {
  const number = Number(key);
  return String(number >>> 0) === key && number !== 2 ** 32 - 1;
}

// Enumerable keys of an array that are not indices; loosely symbols do not count.
function keysBesideItems(array, strict) {
  // A proxy whose handler throws is asked once more, so that it throws here.
  const keys = native.namesBesideItems(array, false) ?? Object.keys(array);
  if (keys.length === 0) return keys;
  return keys.filter((key) => (typeof key === 'symbol' ? strict : !isIndex(key)));
}

// The keys of both when they match, undefined when they do not.
function matchingKeys(a, b, strict) {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return undefined;
  for (let i = 0; i < keys.length; i++) if (!isEnumerable(b, keys[i])) return undefined;
  if (!strict) return keys;
  const symbolsA = Object.getOwnPropertySymbols(a).filter((symbol) => isEnumerable(a, symbol));
  const symbolsB = Object.getOwnPropertySymbols(b).filter((symbol) => isEnumerable(b, symbol));
  if (symbolsA.length !== symbolsB.length) return undefined;
  for (const symbol of symbolsA) {
    if (!isEnumerable(b, symbol)) return undefined;
    keys.push(symbol);
  }
  return keys;
}

function haveEqualKeys(a, b, strict, pairs, content, keys, otherKeys) {
  if (keys === undefined) {
    keys = matchingKeys(a, b, strict);
    if (keys === undefined) return false;
  } else {
    if (keys.length !== otherKeys.length) return false;
    for (const key of keys) if (!isEnumerable(b, key)) return false;
  }
  const size = content === 'Array' ? a.length : content === undefined ? 0 : a.size;
  if (keys.length === 0 && size === 0) return true;

  if (pairs === undefined) {
    pairs = new Pairs();
  } else {
    const depthA = pairs.left.get(a);
    if (depthA !== undefined) {
      const depthB = pairs.right.get(b);
      if (depthB !== undefined) return depthA === depthB;
    }
    pairs.depth++;
  }
  pairs.left.set(a, pairs.depth);
  pairs.right.set(b, pairs.depth);
  const result = haveEqualContent(a, b, strict, pairs, content, keys);
  pairs.left.delete(a);
  pairs.right.delete(b);
  return result;
}

function haveEqualContent(a, b, strict, pairs, content, keys) {
  if (content === 'Set' && !areSetsEqual(a, b, strict, pairs)) return false;
  if (content === 'Map' && !areMapsEqual(a, b, strict, pairs)) return false;
  if (content === 'Array' && !areItemsEqual(a, b, strict, pairs)) return false;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (!areEqual(a[key], b[key], strict, pairs)) return false;
  }
  return true;
}

function areItemsEqual(a, b, strict, pairs) {
  for (let i = 0; i < a.length; i++) {
    const item = a[i];
    // Only what is undefined may be a hole.
    if (item !== undefined || Object.hasOwn(a, i)) {
      const other = b[i];
      if (other === undefined && !Object.hasOwn(b, i)) return false;
      if (!areEqual(item, other, strict, pairs)) return false;
    } else if (Object.hasOwn(b, i)) {
      return false;
    } else {
      return areSparseItemsEqual(a, b, strict, pairs, i);
    }
  }
  return true;
}

// From the first hole on, only what is there is looked at: arrays may be long and empty.
function areSparseItemsEqual(a, b, strict, pairs, start) {
  const keys = Object.keys(a);
  for (let i = start; i < keys.length; i++) {
    const key = keys[i];
    if (!Object.hasOwn(b, key) || !areEqual(a[key], b[key], strict, pairs)) return false;
  }
  return keys.length === Object.keys(b).length;
}

// Whether a primitive may loosely equal another one, as a boolean; or the only other value that it may equal.
function loosePartner(primitive) {
  switch (typeof primitive) {
    case 'undefined': return null;
    case 'object': return undefined;
    case 'symbol': return false;
    case 'string':
    case 'number': return !Number.isNaN(+primitive);
    default: return true;
  }
}

function areSetsEqual(a, b, strict, pairs) {
  // Members that have to be searched for in `b`, one by one.
  let searched;
  for (const member of a) {
    if (isObject(member)) {
      (searched ??= new Set()).add(member);
    } else if (!b.has(member)) {
      if (strict) return false;
      const partner = loosePartner(member);
      const mayEqual = partner === undefined || partner === null ? b.has(partner) && !a.has(partner) : partner;
      if (!mayEqual) return false;
      (searched ??= new Set()).add(member);
    }
  }
  if (searched === undefined) return true;
  for (const member of b) {
    const isSearched = isObject(member) || (!strict && !a.has(member));
    if (isSearched && !takeEqual(searched, member, strict, pairs)) return false;
  }
  return searched.size === 0;
}

function takeEqual(searched, value, strict, pairs) {
  for (const candidate of searched) {
    if (areEqual(value, candidate, strict, pairs)) {
      searched.delete(candidate);
      return true;
    }
  }
  return false;
}

function mayHaveLooseKey(a, b, key, item, pairs) {
  const partner = loosePartner(key);
  if (partner !== undefined && partner !== null) return partner;
  const other = b.get(partner);
  if (other === undefined && !b.has(partner)) return false;
  return areEqual(item, other, false, pairs) && !a.has(partner);
}

function areMapsEqual(a, b, strict, pairs) {
  let searched;
  for (const [key, item] of a) {
    if (isObject(key)) {
      (searched ??= new Set()).add(key);
      continue;
    }
    const other = b.get(key);
    if ((other === undefined && !b.has(key)) || !areEqual(item, other, strict, pairs)) {
      if (strict || !mayHaveLooseKey(a, b, key, item, pairs)) return false;
      (searched ??= new Set()).add(key);
    }
  }
  if (searched === undefined) return true;
  for (const [key, item] of b) {
    const isSearched = isObject(key) || (!strict && (!a.has(key) || !areEqual(a.get(key), item, false, pairs)));
    if (isSearched && !takeEqualEntry(searched, a, key, item, strict, pairs)) return false;
  }
  return searched.size === 0;
}

function takeEqualEntry(searched, map, key, item, strict, pairs) {
  for (const candidate of searched) {
    if (areEqual(key, candidate, strict, pairs) && areEqual(item, map.get(candidate), strict, pairs)) {
      searched.delete(candidate);
      return true;
    }
  }
  return false;
}

module.exports = { isDeepEqual, isDeepStrictEqual };
