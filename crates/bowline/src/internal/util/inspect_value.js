'use strict';
// How inspect shows a value: primitives, properties, and objects by their kind. `ctx` is the state of one
// inspection (see newContext in internal/util/inspect); `level` counts how deep we are.

// Where a property stands: in an object, in the place of an array's item, or beside an array's items.
const kInObject = 0;
const kItem = 1;
const kBesideItems = 2;

// Exported before the neighbours load, because they call back into this file.
module.exports = { formatMember, formatPrimitive, formatProperty, formatValue, kBesideItems, kInObject, kItem, plain };

const { isModuleNamespaceObject, kindOf } = require('internal/util/types');
const { bigintText, escapeControls, getStringWidth, numberText, quote } = require('internal/util/text');
const { reduceToSingleString } = require('internal/util/inspect_layout');
const { getConstructorName, getPrefix, nameOfKind } = require('internal/util/inspect_names');
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

// Keys beside the items of an array. The engine may call large indices names.
function getKeysBesideItems(value, showHidden) {
  return native.namesBesideItems(value, showHidden).filter((key) => typeof key === 'symbol' || !isIndex(key));
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
    properties: undefined,
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
  if (kind === 'Object' && !ctx.showHidden) {
    const properties = native.plainProperties?.(value);
    if (properties !== undefined) {
      shape.keys = [];
      shape.properties = properties;
      shape.entries = formatPlainProperties;
      return describePlain(ctx, value, kind, shape);
    }
  }
  shape.keys = getKeys(value, ctx.showHidden);
  if (kind !== 'Object' && kind !== undefined) {
    const describer = entries.describers[kind];
    if (describer !== undefined) return describer(ctx, value, shape, level);
  }
  return describePlain(ctx, value, kind, shape);
}

// Longer lists are shown in part, so all of them need not be looked at.
const PLAIN_LENGTH_MAX = 1000;

function describeArray(ctx, array, shape) {
  const { constructor, tag } = shape;
  const { length } = array;
  const isPlain = !ctx.showHidden && length <= PLAIN_LENGTH_MAX && native.plainLength?.(array) === length;
  const prefix = constructor !== 'Array' || tag !== '' ? getPrefix(constructor, tag, 'Array', `(${length})`) : '';
  shape.keys = isPlain ? [] : getKeysBesideItems(array, ctx.showHidden);
  shape.open = `${prefix}[`;
  shape.close = ']';
  shape.position = kBesideItems;
  shape.entries = isPlain ? entries.formatPlainArray : entries.formatArray;
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
  const isEmpty = shape.properties === undefined ? keys.length === 0 : shape.properties.length === 0;
  if (isEmpty && shape.mayBeEmpty) shape.text = `${shape.open}}`;
}

function formatPlainProperties(ctx, object, level, shape) {
  const { properties } = shape;
  const output = [];
  for (let i = 0; i < properties.length; i += 2) {
    output.push(`${formatKey(ctx, properties[i], undefined)}:${formatMember(ctx, properties[i + 1], level, kInObject)}`);
  }
  return output;
}

function describeFunction(ctx, value, shape) {
  shape.keys = getKeys(value, ctx.showHidden);
  const { functionBase } = require('internal/util/inspect_function');
  shape.base = functionBase(value, shape.constructor, shape.tag);
  if (shape.keys.length === 0 && shape.mayBeEmpty) shape.text = ctx.stylize(shape.base, 'special');
}

const identifier = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

function formatProperty(ctx, value, level, key, position, descriptor, original = value) {
  descriptor ??= Object.getOwnPropertyDescriptor(value, key) ??
    { value: value[key], configurable: true, enumerable: true };
  let text;
  if (descriptor.value !== undefined) {
    text = formatMember(ctx, descriptor.value, level, position);
    return position === kItem ? text : `${formatKey(ctx, key, descriptor)}:${text}`;
  }
  if (descriptor.get !== undefined) {
    text = formatGetter(ctx, descriptor, original, level);
  } else if (descriptor.set !== undefined) {
    text = ctx.stylize('[Setter]', 'special');
  } else {
    text = ctx.stylize('undefined', 'undefined');
  }
  if (position === kItem) return text;
  return `${formatKey(ctx, key, descriptor)}: ${text}`;
}

// A value in its place: an item alone, any other behind a blank, or in a line of its own when it is wide.
function formatMember(ctx, value, level, position) {
  if (position === kItem && typeof value === 'number') return ctx.stylize(numberText(value, ctx.numericSeparator), 'number');
  const indent = ctx.compact !== true || position !== kInObject ? 2 : 3;
  ctx.indentationLvl += indent;
  const text = formatValue(ctx, value, level);
  let space = ' ';
  if (indent === 3 && ctx.breakLength < getStringWidth(text, ctx.colors)) {
    space = `\n${' '.repeat(ctx.indentationLvl)}`;
  }
  ctx.indentationLvl -= indent;
  return position === kItem ? text : space + text;
}

function formatKey(ctx, key, descriptor) {
  if (typeof key === 'symbol') {
    return `[${ctx.stylize(escapeControls(Symbol.prototype.toString.call(key)), 'symbol')}]`;
  }
  if (key === '__proto__') return "['__proto__']";
  if (descriptor !== undefined && descriptor.enumerable === false) return `[${escapeControls(key)}]`;
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
