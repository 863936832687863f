'use strict';
// Tells values apart by what the engine made them, whatever their prototype says.
//
// From `native`: classId(value) gives the number of the engine's class of an object, and 0 for anything else.
// The numbers are the engine's own affair: a sample of each kind says which number means what.

// Made when first asked: a program that checks nothing makes no samples.
let kinds;

function sampleKinds() {
  const { classId } = native;
  const named = [];
  const add = (kind, ...samples) => {
    for (const sample of samples) named[classId(sample)] = kind;
  };
  const view = new ArrayBuffer(8);
  add('Object', {});
  add('Array', []);
  add('Error', new Error());
  add('Number', Object(0));
  add('String', Object(''));
  add('Boolean', Object(false));
  add('Symbol', Object(Symbol.iterator));
  add('BigInt', Object(0n));
  add('Arguments', (function() { return arguments; })());
  add('Date', new Date(0));
  add('RegExp', /a/);
  add('ArrayBuffer', view);
  add('SharedArrayBuffer', new SharedArrayBuffer(0));
  add('DataView', new DataView(view));
  add('Map', new Map());
  add('Set', new Set());
  add('WeakMap', new WeakMap());
  add('WeakSet', new WeakSet());
  add('WeakRef', new WeakRef({}));
  add('MapIterator', new Map().entries());
  add('SetIterator', new Set().values());
  add('Promise', new Promise(() => {}));
  add('Proxy', new Proxy({}, {}));
  add('NativeFunction', Map, (() => {}).bind());
  add('Function', () => {});
  add('AsyncFunction', async () => {});
  add('GeneratorFunction', function*() {});
  add('AsyncGeneratorFunction', async function*() {});
  add('Generator', (function*() {})());
  add('AsyncGenerator', (async function*() {})());
  for (const TypedArray of [Uint8Array, Uint8ClampedArray, Uint16Array, Uint32Array, Int8Array, Int16Array,
    Int32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array, globalThis.Float16Array]) {
    if (TypedArray !== undefined) add('TypedArray', new TypedArray(0));
  }
  return named;
}

// The kind of an object as one of the words above; undefined for primitives and for classes without a word
// (module namespaces, natives, iterators of arrays ...).
function kindOf(value) {
  if (kinds === undefined) kinds = sampleKinds();
  const id = native.classId(value);
  const kind = kinds[id];
  return kind === undefined ? otherKind(id, value) : kind;
}

// Arguments of functions that are not strict have a class of their own, and nothing here is not strict.
function otherKind(id, value) {
  if (id === 0 || typeof value === 'function' || value[Symbol.toStringTag] !== undefined) return undefined;
  if (Object.prototype.toString.call(value) !== '[object Arguments]') return undefined;
  return kinds[id] = 'Arguments';
}

function isObject(value) {
  return value !== null && typeof value === 'object';
}

const tagOfTypedArray = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;

// 'Uint8Array' and so on, undefined for what is none.
function typedArrayName(value) {
  return Reflect.apply(tagOfTypedArray, value, []);
}

const { isView } = ArrayBuffer;
const is = (kind) => (value) => isObject(value) && kindOf(value) === kind;

const isArgumentsObject = is('Arguments');
const isArrayBuffer = is('ArrayBuffer');
const isBigIntObject = is('BigInt');
const isBooleanObject = is('Boolean');
const isDataView = (value) => isView(value) && typedArrayName(value) === undefined;
const isDate = is('Date');
const isMap = is('Map');
const isMapIterator = is('MapIterator');
const isNativeError = is('Error');
const isNumberObject = is('Number');
const isPromise = is('Promise');
const isRegExp = is('RegExp');
const isSet = is('Set');
const isSetIterator = is('SetIterator');
const isSharedArrayBuffer = is('SharedArrayBuffer');
const isStringObject = is('String');
const isSymbolObject = is('Symbol');
const isWeakMap = is('WeakMap');
const isWeakSet = is('WeakSet');

function isProxy(value) {
  return (isObject(value) || typeof value === 'function') && kindOf(value) === 'Proxy';
}

function isAnyArrayBuffer(value) {
  if (!isObject(value)) return false;
  const kind = kindOf(value);
  return kind === 'ArrayBuffer' || kind === 'SharedArrayBuffer';
}

function isBoxedPrimitive(value) {
  if (!isObject(value)) return false;
  const kind = kindOf(value);
  return kind === 'Number' || kind === 'String' || kind === 'Boolean' || kind === 'BigInt' || kind === 'Symbol';
}

function isAsyncFunction(value) {
  if (typeof value !== 'function') return false;
  const kind = kindOf(value);
  return kind === 'AsyncFunction' || kind === 'AsyncGeneratorFunction';
}

function isGeneratorFunction(value) {
  if (typeof value !== 'function') return false;
  const kind = kindOf(value);
  return kind === 'GeneratorFunction' || kind === 'AsyncGeneratorFunction';
}

function isGeneratorObject(value) {
  if (!isObject(value)) return false;
  const kind = kindOf(value);
  return kind === 'Generator' || kind === 'AsyncGenerator';
}

// A namespace has no prototype, and a tag nobody can write.
function isModuleNamespaceObject(value) {
  if (!isObject(value) || kindOf(value) !== undefined || Object.getPrototypeOf(value) !== null) return false;
  const tag = Object.getOwnPropertyDescriptor(value, Symbol.toStringTag);
  return tag !== undefined && tag.value === 'Module' && !tag.writable && !tag.configurable;
}

// The engine lets no foreign pointer into JavaScript.
function isExternal() {
  return false;
}

function isTypedArray(value) {
  return typedArrayName(value) !== undefined;
}

const isUint8Array = (value) => typedArrayName(value) === 'Uint8Array';
const isUint8ClampedArray = (value) => typedArrayName(value) === 'Uint8ClampedArray';
const isUint16Array = (value) => typedArrayName(value) === 'Uint16Array';
const isUint32Array = (value) => typedArrayName(value) === 'Uint32Array';
const isInt8Array = (value) => typedArrayName(value) === 'Int8Array';
const isInt16Array = (value) => typedArrayName(value) === 'Int16Array';
const isInt32Array = (value) => typedArrayName(value) === 'Int32Array';
const isFloat32Array = (value) => typedArrayName(value) === 'Float32Array';
const isFloat64Array = (value) => typedArrayName(value) === 'Float64Array';
const isBigInt64Array = (value) => typedArrayName(value) === 'BigInt64Array';
const isBigUint64Array = (value) => typedArrayName(value) === 'BigUint64Array';

// Keys are the business of crypto: nothing is one until somebody has made one.
function isKeyObject(value) {
  return isObject(value) && value[Symbol.for('bowline.KeyObject')] === true;
}

function isCryptoKey(value) {
  return isObject(value) && value[Symbol.for('bowline.CryptoKey')] === true;
}

module.exports = {
  isExternal,
  isDate,
  isArgumentsObject,
  isBigIntObject,
  isBooleanObject,
  isNumberObject,
  isStringObject,
  isSymbolObject,
  isBoxedPrimitive,
  isNativeError,
  isRegExp,
  isAsyncFunction,
  isGeneratorFunction,
  isGeneratorObject,
  isPromise,
  isMap,
  isSet,
  isMapIterator,
  isSetIterator,
  isWeakMap,
  isWeakSet,
  isArrayBuffer,
  isDataView,
  isSharedArrayBuffer,
  isProxy,
  isModuleNamespaceObject,
  isAnyArrayBuffer,
  isCryptoKey,
  isKeyObject,
};

// Hidden from util.types, which shows the enumerable ones alone.
for (const [name, value] of Object.entries({ kindOf, typedArrayName })) {
  Object.defineProperty(module.exports, name, { __proto__: null, value, enumerable: false });
}

Object.assign(module.exports, {
  isArrayBufferView: isView,
  isTypedArray,
  isUint8Array,
  isUint8ClampedArray,
  isUint16Array,
  isUint32Array,
  isInt8Array,
  isInt16Array,
  isInt32Array,
  isFloat32Array,
  isFloat64Array,
  isBigInt64Array,
  isBigUint64Array,
});
