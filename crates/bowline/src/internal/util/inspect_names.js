'use strict';
// What inspect calls an object: the name of what made it, its tag, that it has no prototype.
const { kindOf, typedArrayName } = require('internal/util/types');

// Names that belong to the language: their prototypes have nothing to tell about somebody's object.
let builtInNames;

function isBuiltInName(name) {
  builtInNames ??= new Set(('Object Function Array Number Boolean String Symbol Date Promise RegExp Error ' +
    'AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError ArrayBuffer Uint8Array ' +
    'Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array Uint8ClampedArray ' +
    'BigUint64Array BigInt64Array DataView Map BigInt Set WeakMap WeakSet WeakRef Proxy FinalizationRegistry ' +
    'SharedArrayBuffer InternalError DisposableStack AsyncDisposableStack SuppressedError Iterator ' +
    'Float16Array').split(' '));
  return builtInNames.has(name);
}

function isInstanceOf(value, constructor) {
  try {
    return value instanceof constructor;
  } catch {
    return false;
  }
}

// With async storage in use, a promise's constructor stands behind a getter (see async_hooks/promises).
function constructorOf(object) {
  if (object === Promise.prototype) return { value: Promise };
  return Object.getOwnPropertyDescriptor(object, 'constructor');
}

// The name of what made `value`: the nearest constructor on its chain that owns up to it. Null when the chain is
// empty. With showHidden, `inherited` collects what the prototypes in between have.
function getConstructorName(value, ctx, level, kind, inherited) {
  const prototype = Object.getPrototypeOf(value);
  if ((prototype === Object.prototype || prototype === Array.prototype) && !Object.hasOwn(value, 'constructor')) {
    // Nearly all objects there are; nobody renames these two.
    if (prototype === Object.prototype && Object.prototype.constructor === Object) return 'Object';
    if (prototype === Array.prototype && Array.prototype.constructor === Array) return 'Array';
  }
  let object = value;
  let firstPrototype;
  while (object) {
    const descriptor = constructorOf(object);
    if (descriptor !== undefined && typeof descriptor.value === 'function' && descriptor.value.name !== '' &&
        isInstanceOf(value, descriptor.value)) {
      if (inherited !== undefined && (firstPrototype !== object || !isBuiltInName(descriptor.value.name))) {
        addInherited(ctx, value, firstPrototype || value, level, inherited);
      }
      return String(descriptor.value.name);
    }
    object = Object.getPrototypeOf(object);
    if (firstPrototype === undefined) firstPrototype = object;
  }
  if (firstPrototype === null) return null;
  const name = nameOfKind(value, kind);
  if (level > ctx.depth && ctx.depth !== null) return `${name} <Complex prototype>`;
  const prototypeName = getConstructorName(firstPrototype, ctx, level + 1, kindOf(firstPrototype), inherited);
  if (prototypeName === null) {
    return `${name} <${ctx.inspect(firstPrototype, { ...ctx, customInspect: false, depth: -1 })}>`;
  }
  return `${name} <${prototypeName}>`;
}

function nameOfKind(value, kind) {
  if (typeof value === 'function') return 'Function';
  if (kind === 'TypedArray') return typedArrayName(value);
  return kind ?? 'Object';
}

// Properties of the prototypes between an object and the language's own, three levels at most.
function addInherited(ctx, main, object, level, output) {
  const { formatProperty, kInObject } = require('internal/util/inspect_value');
  let depth = 0;
  let keys;
  const known = new Set();
  do {
    if (depth !== 0 || main === object) {
      object = Object.getPrototypeOf(object);
      if (object === null) break;
      const descriptor = constructorOf(object);
      if (descriptor !== undefined && typeof descriptor.value === 'function' && isBuiltInName(descriptor.value.name)) {
        break;
      }
    }
    if (depth !== 0) for (const key of keys) known.add(key);
    keys = Reflect.ownKeys(object);
    ctx.seen.push(main);
    for (const key of keys) {
      if (key === 'constructor' || Object.hasOwn(main, key) || (depth !== 0 && known.has(key))) continue;
      const descriptor = Object.getOwnPropertyDescriptor(object, key);
      if (typeof descriptor.value === 'function') continue;
      const text = formatProperty(ctx, object, level, key, kInObject, descriptor, main);
      output.push(ctx.colors ? `\u001b[2m${text}\u001b[22m` : text);
    }
    ctx.seen.pop();
  } while (++depth !== 3);
}

// `Foo(2) [tag] `, the words before the opening brace.
function getPrefix(constructor, tag, fallback, size = '') {
  if (constructor === null) {
    if (tag !== '' && fallback !== tag) return `[${fallback}${size}: null prototype] [${tag}] `;
    return `[${fallback}${size}: null prototype] `;
  }
  if (tag !== '' && constructor !== tag) return `${constructor}${size} [${tag}] `;
  return `${constructor}${size} `;
}

// Whether String(value) would tell nothing of the object's own.
function hasBuiltInToString(value) {
  let proxy = native.getProxyDetails(value);
  while (proxy !== undefined) {
    if (proxy[0] === null) return true;
    value = proxy[0];
    proxy = native.getProxyDetails(value);
  }
  if (typeof value[Symbol.toPrimitive] === 'function' && kindOf(value) !== 'Date') return false;
  if (typeof value.toString !== 'function') return true;
  if (Object.hasOwn(value, 'toString')) return false;
  let owner = value;
  do {
    owner = Object.getPrototypeOf(owner);
  } while (!Object.hasOwn(owner, 'toString'));
  const descriptor = Object.getOwnPropertyDescriptor(owner, 'constructor');
  return descriptor !== undefined && typeof descriptor.value === 'function' && isBuiltInName(descriptor.value.name);
}

module.exports = { getConstructorName, getPrefix, hasBuiltInToString, nameOfKind };
