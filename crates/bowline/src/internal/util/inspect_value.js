'use strict';
// How inspect shows a value: primitives, properties, and objects by their kind. `ctx` is the state of one
// inspection (see newContext in internal/util/inspect); `level` counts how deep we are.

// Where a property stands: in an object, in the place of an array's item, or beside an array's items.
const kInObject = 0;
const kItem = 1;
const kBesideItems = 2;

// Exported before the neighbours load, because they call back into this file.
module.exports = {
  formatPrimitive, formatProperty, formatValue, getPrefix, hasBuiltInToString, isBuiltInName, kBesideItems, kInObject,
  kItem, plain,
};

const { isModuleNamespaceObject, kindOf, typedArrayName } = require('internal/util/types');
const { bigintText, escapeControls, getStringWidth, numberText, quote } = require('internal/util/text');
const { reduceToSingleString } = require('internal/util/inspect_layout');
const entries = require('internal/util/inspect_entries');

const customInspect = Symbol.for('nodejs.util.inspect.custom');

// A result longer than this makes inspect show no deeper levels: better an incomplete text than none at all.
const TOTAL_LENGTH_MAX = 2 ** 27;
// Strings up to this length are never broken at their line ends.
const LINE_LENGTH_MIN = 16;

function plain(text) {
  return text;
}

function formatPrimitive(stylize, value, ctx) {
  switch (typeof value) {
    case 'string': return formatString(stylize, value, ctx);
    case 'number': return stylize(numberText(value, ctx.numericSeparator), 'number');
    case 'bigint': return stylize(bigintText(value, ctx.numericSeparator), 'bigint');
    case 'boolean': return stylize(`${value}`, 'boolean');
    case 'undefined': return stylize('undefined', 'undefined');
    case 'symbol': return stylize(Symbol.prototype.toString.call(value), 'symbol');
    default: return stylize('null', 'null');
  }
}

function formatString(stylize, value, ctx) {
  let trailer = '';
  if (value.length > ctx.maxStringLength) {
    const remaining = value.length - ctx.maxStringLength;
    value = value.slice(0, ctx.maxStringLength);
    trailer = `... ${remaining} more character${remaining > 1 ? 's' : ''}`;
  }
  if (ctx.compact !== true && value.length > LINE_LENGTH_MIN &&
      value.length > ctx.breakLength - ctx.indentationLvl - 4 && value.includes('\n')) {
    const lines = value.split(/(?<=\n)/).map((line) => stylize(quote(line), 'string'));
    return lines.join(` +\n${' '.repeat(ctx.indentationLvl + 2)}`) + trailer;
  }
  return stylize(quote(value), 'string') + trailer;
}

function formatValue(ctx, value, level, isInTypedArray) {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
    return formatPrimitive(ctx.stylize, value, ctx);
  }
  const context = value;
  let kind = kindOf(value);
  const isProxy = kind === 'Proxy';
  if (isProxy) {
    let proxy = native.getProxyDetails(value);
    if (proxy[0] === null) return ctx.stylize('<Revoked Proxy>', 'special');
    if (ctx.showProxy) return formatProxy(ctx, proxy, level);
    // Shown as what it stands for; a proxy of a proxy as the innermost target.
    while (proxy !== undefined) {
      value = proxy[0];
      if (value === null) return ctx.stylize('<Revoked Proxy>', 'special');
      proxy = native.getProxyDetails(value);
    }
    kind = kindOf(value);
  }
  if (ctx.customInspect) {
    const custom = value[customInspect];
    // A prototype's own function is meant for its instances, not for the prototype.
    if (typeof custom === 'function' && custom !== ctx.inspect &&
        !(value.constructor && value.constructor.prototype === value)) {
      const depth = ctx.depth === null ? null : ctx.depth - level;
      const isForeign = isProxy || !(context instanceof Object);
      const result = custom.call(context, depth, customOptions(ctx, isForeign), ctx.inspect);
      if (result !== context) {
        const text = typeof result === 'object' ? formatValue(ctx, result, level) : `${result}`;
        return text.replaceAll('\n', `\n${' '.repeat(ctx.indentationLvl)}`);
      }
    }
  }
  if (ctx.seen.includes(value)) {
    ctx.circular ??= new Map();
    let index = ctx.circular.get(value);
    if (index === undefined) {
      index = ctx.circular.size + 1;
      ctx.circular.set(value, index);
    }
    return ctx.stylize(`[Circular *${index}]`, 'special');
  }
  return formatObject(ctx, value, level, kind, isInTypedArray);
}

// What a custom inspect function is told. One of another realm gets nothing of ours that could lead it here.
function customOptions(ctx, isForeign) {
  const options = { stylize: ctx.stylize };
  for (const name of ctx.optionNames) options[name] = ctx[name];
  Object.assign(options, ctx.userOptions);
  if (!isForeign) return options;
  Object.setPrototypeOf(options, null);
  for (const key of Object.keys(options)) {
    if ((typeof options[key] === 'object' || typeof options[key] === 'function') && options[key] !== null) {
      delete options[key];
    }
  }
  options.stylize = Object.setPrototypeOf((text, style) => {
    let styled;
    try {
      styled = `${ctx.stylize(text, style)}`;
    } catch {
      // A style that cannot be applied is left away.
    }
    return typeof styled === 'string' ? styled : text;
  }, null);
  return options;
}

function formatProxy(ctx, proxy, level) {
  if (level > ctx.depth && ctx.depth !== null) return ctx.stylize('Proxy [Array]', 'special');
  level++;
  ctx.indentationLvl += 2;
  const parts = [formatValue(ctx, proxy[0], level), formatValue(ctx, proxy[1], level)];
  ctx.indentationLvl -= 2;
  return reduceToSingleString(ctx, parts, '', ['Proxy [', ']'], kBesideItems, level);
}

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

function getKeys(value, showHidden) {
  const symbols = Object.getOwnPropertySymbols(value);
  if (showHidden) {
    const names = Object.getOwnPropertyNames(value);
    return symbols.length === 0 ? names : names.concat(symbols);
  }
  let keys;
  try {
    keys = Object.keys(value);
  } catch {
    // A module's namespace whose bindings are not there yet cannot be asked what is enumerable.
    keys = Object.getOwnPropertyNames(value);
  }
  if (symbols.length === 0) return keys;
  return keys.concat(symbols.filter((symbol) => Object.prototype.propertyIsEnumerable.call(value, symbol)));
}

const INDEX_MAX = 2 ** 32 - 2;

function isIndex(key) {
  const number = Number(key);
  return Number.isInteger(number) && number >= 0 && number <= INDEX_MAX && String(number) === key;
}

// Keys beside the items of an array. Indices come first in the order of keys: skip them.
function getKeysBesideItems(value, showHidden) {
  const keys = getKeys(value, showHidden);
  let start = 0;
  let end = keys.length;
  while (start < end) {
    const middle = (start + end) >> 1;
    if (typeof keys[middle] === 'string' && isIndex(keys[middle])) start = middle + 1;
    else end = middle;
  }
  return start === 0 ? keys : keys.slice(start);
}

function tagOf(ctx, value) {
  const tag = value[Symbol.toStringTag];
  // One that is shown among the properties is not told twice.
  if (typeof tag !== 'string' || tag === '') return '';
  const isShown = ctx.showHidden ? Object.hasOwn(value, Symbol.toStringTag) :
    Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag);
  return isShown ? '' : tag;
}

// An object is words before its braces, braces, entries by its kind, and properties. `shape` gathers them; when the
// words are all there is, `text` has them and is the result.
function formatObject(ctx, value, level, kind, isInTypedArray) {
  const inherited = ctx.showHidden && (level <= ctx.depth || ctx.depth === null) ? [] : undefined;
  const constructor = getConstructorName(value, ctx, level, kind, inherited);
  const tag = tagOf(ctx, value);
  const shape = {
    constructor,
    tag,
    keys: undefined,
    // Inherited properties are shown too, so without them alone is an object empty.
    mayBeEmpty: inherited === undefined || inherited.length === 0,
    base: '',
    open: '{',
    close: '}',
    position: kInObject,
    entries: undefined,
    text: undefined,
    isInTypedArray,
  };
  describe(ctx, value, level, kind, shape);
  if (shape.text !== undefined) return shape.text;

  if (level > ctx.depth && ctx.depth !== null) {
    const name = getPrefix(constructor, tag, nameOfKind(value, kind)).slice(0, -1);
    return ctx.stylize(constructor === null ? name : `[${name}]`, 'special');
  }
  const { keys } = shape;
  level++;
  ctx.seen.push(value);
  ctx.currentDepth = level;
  const indentation = ctx.indentationLvl;
  let output;
  try {
    output = shape.entries === undefined ? [] : shape.entries(ctx, value, level, shape);
    for (let i = 0; i < keys.length; i++) output.push(formatProperty(ctx, value, level, keys[i], shape.position));
    if (inherited !== undefined) for (const text of inherited) output.push(text);
  } catch (error) {
    return tooDeep(ctx, error, constructor, tag, indentation);
  }
  let { base } = shape;
  let { open } = shape;
  if (ctx.circular !== undefined) {
    const index = ctx.circular.get(value);
    if (index !== undefined) {
      const reference = ctx.stylize(`<ref *${index}>`, 'special');
      if (ctx.compact === true) open = `${reference} ${open}`;
      else base = base === '' ? reference : `${reference} ${base}`;
    }
  }
  ctx.seen.pop();
  if (ctx.sorted) sortOutput(ctx, output, shape.position, keys.length);

  const text = reduceToSingleString(ctx, output, base, [open, shape.close], shape.position, level, value);
  const total = (ctx.budget[ctx.indentationLvl] || 0) + text.length;
  ctx.budget[ctx.indentationLvl] = total;
  if (total > TOTAL_LENGTH_MAX) ctx.depth = -1;
  return text;
}

function tooDeep(ctx, error, constructor, tag, indentation) {
  if (!require('internal/errors').isStackOverflowError(error)) throw error;
  ctx.seen.pop();
  ctx.indentationLvl = indentation;
  const name = getPrefix(constructor, tag, 'Object').slice(0, -1);
  return ctx.stylize(
    `[${name}: Inspection interrupted prematurely. Maximum call stack size exceeded.]`, 'special');
}

function sortOutput(ctx, output, position, keyCount) {
  const compare = ctx.sorted === true ? undefined : ctx.sorted;
  if (position === kInObject) {
    output.sort(compare);
  } else if (keyCount > 1) {
    const sorted = output.splice(output.length - keyCount).sort(compare);
    for (const text of sorted) output.push(text);
  }
}

// Kinds shown by what they hold, unless somebody took their iterator away.
function isList(kind) {
  return kind === 'Array' || kind === 'TypedArray' || kind === 'Map' || kind === 'Set' || kind === 'MapIterator' ||
    kind === 'SetIterator';
}

function describe(ctx, value, level, kind, shape) {
  if (typeof value === 'function') return describeFunction(ctx, value, shape);
  const { constructor } = shape;
  if (isList(kind)) {
    if (constructor !== null && value[Symbol.iterator] === undefined) kind = undefined;
    else if (kind === 'Array') return describeArray(ctx, value, shape);
    else if (kind === 'TypedArray') return entries.describeTypedArray(ctx, value, shape, getKeysBesideItems);
  } else if (constructor === 'Object' && kind !== 'Arguments') {
    kind = 'Object';
  } else if (kind === 'Object' && value instanceof Error) {
    // Made without the constructor, yet an error to everybody who asks.
    kind = 'Error';
  }
  shape.keys = getKeys(value, ctx.showHidden);
  if (kind !== 'Object' && kind !== undefined) {
    const describer = entries.describers[kind];
    if (describer !== undefined) return describer(ctx, value, shape, level);
  }
  return describePlain(ctx, value, kind, shape);
}

function describeArray(ctx, array, shape) {
  const { constructor, tag } = shape;
  const { length } = array;
  const prefix = constructor !== 'Array' || tag !== '' ? getPrefix(constructor, tag, 'Array', `(${length})`) : '';
  shape.keys = getKeysBesideItems(array, ctx.showHidden);
  shape.open = `${prefix}[`;
  shape.close = ']';
  shape.position = kBesideItems;
  shape.entries = entries.formatArray;
  if (length === 0 && shape.keys.length === 0 && shape.mayBeEmpty) shape.text = `${shape.open}]`;
}

function describePlain(ctx, value, kind, shape) {
  const { constructor, tag, keys } = shape;
  if (kind === undefined && isModuleNamespaceObject(value)) {
    shape.open = `${getPrefix(constructor, tag, 'Module')}{`;
    shape.entries = entries.formatNamespace;
    return;
  }
  if (kind === 'Arguments' && constructor === 'Object') {
    shape.open = '[Arguments] {';
  } else if (constructor !== 'Object' || tag !== '') {
    shape.open = `${getPrefix(constructor, tag, nameOfKind(value, kind))}{`;
  }
  if (keys.length === 0 && shape.mayBeEmpty) shape.text = `${shape.open}}`;
}

function describeFunction(ctx, value, shape) {
  shape.keys = getKeys(value, ctx.showHidden);
  shape.base = functionBase(value, shape.constructor, shape.tag);
  if (shape.keys.length === 0 && shape.mayBeEmpty) shape.text = ctx.stylize(shape.base, 'special');
}

function functionBase(value, constructor, tag) {
  if (isClass(value)) return classBase(value, constructor, tag);
  const kind = kindOf(value);
  let type = 'Function';
  if (kind === 'AsyncFunction' || kind === 'GeneratorFunction' || kind === 'AsyncGeneratorFunction') type = kind;
  let base = `[${type}`;
  if (constructor === null) base += ' (null prototype)';
  base += value.name === '' ? ' (anonymous)' : `: ${typeof value.name === 'string' ? value.name : formatName(value.name)}`;
  base += ']';
  if (constructor !== type && constructor !== null) base += ` ${constructor}`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  return base;
}

function formatName(name) {
  return typeof name === 'symbol' ? Symbol.prototype.toString.call(name) : String(name);
}

// By the source, for nothing else tells a class: `class` may also be the beginning of a function's name.
function isClass(value) {
  // Classes have a prototype that cannot be replaced, so most functions need not give their source.
  const descriptor = Object.getOwnPropertyDescriptor(value, 'prototype');
  if (descriptor !== undefined && descriptor.writable) return false;
  const source = Function.prototype.toString.call(value);
  if (!source.startsWith('class') || !source.endsWith('}')) return false;
  const head = source.slice(5, -1);
  const brace = head.indexOf('{');
  if (brace === -1) return false;
  return !head.slice(0, brace).includes('(') ||
    /^(\s+[^(]*?)\s*{/.test(head.replace(/\/\/.*?\n|\/\*[\s\S]*?\*\//g, ' '));
}

function classBase(value, constructor, tag) {
  const name = (Object.hasOwn(value, 'name') && value.name) || '(anonymous)';
  let base = `class ${name}`;
  if (constructor !== 'Function' && constructor !== null) base += ` [${constructor}]`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  if (constructor === null) {
    base += ' extends [null prototype]';
  } else {
    const parent = Object.getPrototypeOf(value).name;
    if (parent) base += ` extends ${parent}`;
  }
  return `[${base}]`;
}

const identifier = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

function formatProperty(ctx, value, level, key, position, descriptor, original = value) {
  descriptor ??= Object.getOwnPropertyDescriptor(value, key) ??
    { value: value[key], configurable: true, enumerable: true };
  let text;
  let space = ' ';
  if (descriptor.value !== undefined) {
    const indent = ctx.compact !== true || position !== kInObject ? 2 : 3;
    ctx.indentationLvl += indent;
    text = formatValue(ctx, descriptor.value, level);
    if (indent === 3 && ctx.breakLength < getStringWidth(text, ctx.colors)) {
      space = `\n${' '.repeat(ctx.indentationLvl)}`;
    }
    ctx.indentationLvl -= indent;
  } else if (descriptor.get !== undefined) {
    text = formatGetter(ctx, descriptor, original, level);
  } else if (descriptor.set !== undefined) {
    text = ctx.stylize('[Setter]', 'special');
  } else {
    text = ctx.stylize('undefined', 'undefined');
  }
  if (position === kItem) return text;
  return `${formatKey(ctx, key, descriptor)}:${space}${text}`;
}

function formatKey(ctx, key, descriptor) {
  if (typeof key === 'symbol') {
    return `[${ctx.stylize(escapeControls(Symbol.prototype.toString.call(key)), 'symbol')}]`;
  }
  if (key === '__proto__') return "['__proto__']";
  if (descriptor.enumerable === false) return `[${escapeControls(key)}]`;
  if (identifier.test(key)) return ctx.stylize(key, 'name');
  return ctx.stylize(quote(key), 'string');
}

function formatGetter(ctx, descriptor, original, level) {
  const { stylize } = ctx;
  const label = descriptor.set !== undefined ? 'Getter/Setter' : 'Getter';
  const isRead = ctx.getters && (ctx.getters === true || (ctx.getters === 'get' && descriptor.set === undefined) ||
    (ctx.getters === 'set' && descriptor.set !== undefined));
  if (!isRead) return stylize(`[${label}]`, 'special');
  try {
    const value = descriptor.get.call(original);
    ctx.indentationLvl += 2;
    let text;
    if (value === null) {
      text = `${stylize(`[${label}:`, 'special')} ${stylize('null', 'null')}${stylize(']', 'special')}`;
    } else if (typeof value === 'object') {
      text = `${stylize(`[${label}]`, 'special')} ${formatValue(ctx, value, level)}`;
    } else {
      const shown = typeof value === 'function' ? formatValue(ctx, value, level) : formatPrimitive(stylize, value, ctx);
      text = `${stylize(`[${label}:`, 'special')} ${shown}${stylize(']', 'special')}`;
    }
    ctx.indentationLvl -= 2;
    return text;
  } catch (error) {
    const message = `<Inspection threw (${error.message})>`;
    return `${stylize(`[${label}:`, 'special')} ${message}${stylize(']', 'special')}`;
  }
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
