'use strict';
// What inspect shows of each kind of object besides its properties. A describer fills in `shape` (see formatObject
// in internal/util/inspect_value); an entries function gives the texts that stand before the properties.
const {
  formatMember, formatPrimitive, formatProperty, formatValue, kBesideItems, kInObject, kItem, plain,
} = require('internal/util/inspect_value');
const { getPrefix } = require('internal/util/inspect_names');
const { typedArrayName } = require('internal/util/types');
const { bigintText, numberText } = require('internal/util/text');
const { reduceToSingleString } = require('internal/util/inspect_layout');

function remainingText(remaining) {
  return `... ${remaining} more item${remaining > 1 ? 's' : ''}`;
}

function shownCount(ctx, length) {
  return Math.min(Math.max(0, ctx.maxArrayLength), length);
}

function formatArray(ctx, array, level) {
  const { length } = array;
  const count = shownCount(ctx, length);
  const output = [];
  for (let i = 0; i < count; i++) {
    // Holes are told in one word however many there are.
    if (!Object.hasOwn(array, i)) return formatSparse(ctx, array, level, count, output, i);
    output.push(formatProperty(ctx, array, level, i, kItem));
  }
  if (length > count) output.push(remainingText(length - count));
  return output;
}

// As formatArray, for a list known to have items only.
function formatPlainArray(ctx, array, level) {
  const { length } = array;
  const count = shownCount(ctx, length);
  const output = [];
  for (let i = 0; i < count; i++) output.push(formatMember(ctx, array[i], level, kItem));
  if (length > count) output.push(remainingText(length - count));
  return output;
}

function holes(ctx, count) {
  return ctx.stylize(`<${count} empty item${count > 1 ? 's' : ''}>`, 'undefined');
}

function formatSparse(ctx, array, level, max, output, start) {
  const keys = Object.keys(array);
  let index = start;
  for (let i = start; i < keys.length && output.length < max; i++) {
    const key = keys[i];
    const number = Number(key);
    if (String(number >>> 0) !== key || number > 2 ** 32 - 2) break;
    if (number !== index) {
      output.push(holes(ctx, number - index));
      index = number;
      if (output.length === max) break;
    }
    output.push(formatProperty(ctx, array, level, key, kItem));
    index++;
  }
  const remaining = array.length - index;
  if (output.length !== max) {
    if (remaining > 0) output.push(holes(ctx, remaining));
  } else if (remaining > 0) {
    output.push(remainingText(remaining));
  }
  return output;
}

function describeTypedArray(ctx, array, shape, getKeysBesideItems) {
  const { constructor, tag } = shape;
  const name = typedArrayName(array);
  const fallback = constructor === null ? name : '';
  const size = lengthOf(array);
  shape.keys = getKeysBesideItems(array, ctx.showHidden);
  shape.open = `${getPrefix(constructor, tag, fallback, `(${size})`)}[`;
  shape.close = ']';
  shape.position = kBesideItems;
  shape.entries = formatTypedArray;
  if (size === 0 && shape.keys.length === 0 && !ctx.showHidden) shape.text = `${shape.open}]`;
}

const typedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype);
const typedArrayLength = Object.getOwnPropertyDescriptor(typedArrayPrototype, 'length').get;

function lengthOf(array) {
  return Reflect.apply(typedArrayLength, array, []);
}

function formatTypedArray(ctx, array, level) {
  const length = lengthOf(array);
  const count = shownCount(ctx, length);
  const output = new Array(count);
  const isNumber = count > 0 && typeof array[0] === 'number';
  for (let i = 0; i < count; i++) {
    output[i] = isNumber ? ctx.stylize(numberText(array[i], ctx.numericSeparator), 'number') :
      ctx.stylize(bigintText(array[i], ctx.numericSeparator), 'bigint');
  }
  if (length > count) output.push(remainingText(length - count));
  if (ctx.showHidden) {
    // An array without a prototype still has these.
    ctx.indentationLvl += 2;
    for (const key of ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer']) {
      output.push(`[${key}]: ${formatValue(ctx, Reflect.get(hiddenOwner(array, key), key, array), level, true)}`);
    }
    ctx.indentationLvl -= 2;
  }
  return output;
}

function hiddenOwner(array, key) {
  return key === 'BYTES_PER_ELEMENT' ? globalThis[typedArrayName(array)] : typedArrayPrototype;
}

const setSize = Object.getOwnPropertyDescriptor(Set.prototype, 'size').get;
const mapSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size').get;


function describeSet(ctx, set, shape) {
  const size = setSize.call(set);
  const prefix = getPrefix(shape.constructor, shape.tag, 'Set', `(${size})`);
  shape.open = `${prefix}{`;
  shape.entries = formatSet;
  if (size === 0 && shape.keys.length === 0 && shape.mayBeEmpty) shape.text = `${prefix}{}`;
}

function formatSet(ctx, set, level) {
  const size = setSize.call(set);
  const max = shownCount(ctx, size);
  const output = [];
  ctx.indentationLvl += 2;
  for (const item of Set.prototype.values.call(set)) {
    if (output.length >= max) break;
    output.push(formatValue(ctx, item, level));
  }
  if (size > max) output.push(remainingText(size - max));
  ctx.indentationLvl -= 2;
  return output;
}

function describeMap(ctx, map, shape) {
  const size = mapSize.call(map);
  const prefix = getPrefix(shape.constructor, shape.tag, 'Map', `(${size})`);
  shape.open = `${prefix}{`;
  shape.entries = formatMap;
  if (size === 0 && shape.keys.length === 0 && shape.mayBeEmpty) shape.text = `${prefix}{}`;
}

function formatMap(ctx, map, level) {
  const size = mapSize.call(map);
  const max = shownCount(ctx, size);
  const output = [];
  ctx.indentationLvl += 2;
  for (const [key, item] of Map.prototype.entries.call(map)) {
    if (output.length >= max) break;
    output.push(`${formatValue(ctx, key, level)} => ${formatValue(ctx, item, level)}`);
  }
  if (size > max) output.push(remainingText(size - max));
  ctx.indentationLvl -= 2;
  return output;
}

function iteratorDescriber(type) {
  return function(ctx, iterator, shape) {
    let { tag } = shape;
    if (tag !== `${type} Iterator`) {
      if (tag !== '') tag += '] [';
      tag += `${type} Iterator`;
    }
    const [list, isKeyValue] = native.previewEntries(iterator) ?? [undefined, false];
    shape.open = `[${isKeyValue ? tag.replace(/ Iterator$/, ' Entries') : tag}] {`;
    shape.entries = (ctx, iterator, level) => {
      if (list === undefined) return [ctx.stylize('<items unknown>', 'special')];
      return isKeyValue ? formatPairs(ctx, list, level) : formatList(ctx, list, level);
    };
  };
}

function formatList(ctx, list, level) {
  const max = shownCount(ctx, list.length);
  const output = [];
  ctx.indentationLvl += 2;
  for (let i = 0; i < max; i++) output.push(formatValue(ctx, list[i], level));
  ctx.indentationLvl -= 2;
  if (list.length > max) output.push(remainingText(list.length - max));
  return output;
}

function formatPairs(ctx, list, level) {
  const length = list.length / 2;
  const max = shownCount(ctx, length);
  const output = [];
  ctx.indentationLvl += 2;
  for (let i = 0; i < max; i++) {
    const pair = [formatValue(ctx, list[i * 2], level), formatValue(ctx, list[i * 2 + 1], level)];
    output.push(reduceToSingleString(ctx, pair, '', ['[', ']'], kBesideItems, level));
  }
  ctx.indentationLvl -= 2;
  if (length > max) output.push(remainingText(length - max));
  return output;
}

function describeRegExp(ctx, regexp, shape, level) {
  const source = RegExp.prototype.toString.call(shape.constructor !== null ? regexp : new RegExp(regexp));
  const prefix = getPrefix(shape.constructor, shape.tag, 'RegExp');
  shape.base = prefix === 'RegExp ' ? source : `${prefix}${source}`;
  if ((shape.keys.length === 0 && shape.mayBeEmpty) || (level > ctx.depth && ctx.depth !== null)) {
    shape.text = ctx.stylize(shape.base, 'regexp');
  }
}

function describeDate(ctx, date, shape) {
  const time = Date.prototype.getTime.call(date);
  const text = Number.isNaN(time) ? 'Invalid Date' : Date.prototype.toISOString.call(date);
  const prefix = getPrefix(shape.constructor, shape.tag, 'Date');
  shape.base = prefix === 'Date ' ? text : `${prefix}${text}`;
  if (shape.keys.length === 0 && shape.mayBeEmpty) shape.text = ctx.stylize(shape.base, 'date');
}

function describeError(ctx, error, shape) {
  const { formatError } = require('internal/util/inspect_error');
  shape.base = formatError(ctx, error, shape.constructor, shape.tag, shape.keys);
  if (ctx.showHidden) {
    // The stack is the error's own first property, however the engine keeps it.
    shape.keys = shape.keys.filter((key) => key !== 'stack');
    shape.entries = formatStack;
  } else if (shape.keys.length === 0) {
    shape.text = shape.base;
  }
}

function formatStack(ctx, error, level) {
  const descriptor = Object.getOwnPropertyDescriptor(error, 'stack') ?? { value: error.stack, enumerable: false };
  return [formatProperty(ctx, error, level, 'stack', kInObject, descriptor)];
}

function bufferDescriber(type) {
  return function(ctx, buffer, shape) {
    const prefix = getPrefix(shape.constructor, shape.tag, type);
    if (!shape.isInTypedArray) {
      shape.entries = formatArrayBuffer;
    } else if (shape.keys.length === 0 && shape.mayBeEmpty) {
      shape.text = `${prefix}{ byteLength: ${ctx.stylize(`${buffer.byteLength}`, 'number')} }`;
    }
    shape.open = `${prefix}{`;
    shape.keys = ['byteLength', ...shape.keys];
  };
}

function formatArrayBuffer(ctx, buffer) {
  let bytes;
  try {
    bytes = new Uint8Array(buffer);
  } catch {
    return [ctx.stylize('(detached)', 'special')];
  }
  if (buffer.detached) return [ctx.stylize('(detached)', 'special')];
  const count = shownCount(ctx, bytes.length);
  const pairs = [];
  for (let i = 0; i < count; i++) pairs.push(bytes[i] < 16 ? `0${bytes[i].toString(16)}` : bytes[i].toString(16));
  let text = pairs.join(' ');
  const remaining = bytes.length - ctx.maxArrayLength;
  if (remaining > 0) text += ` ... ${remaining} more byte${remaining > 1 ? 's' : ''}`;
  return [`${ctx.stylize('[Uint8Contents]', 'special')}: <${text}>`];
}

function describeDataView(ctx, view, shape) {
  shape.open = `${getPrefix(shape.constructor, shape.tag, 'DataView')}{`;
  shape.keys = ['byteLength', 'byteOffset', 'buffer', ...shape.keys];
}

function describePromise(ctx, promise, shape) {
  shape.open = `${getPrefix(shape.constructor, shape.tag, 'Promise')}{`;
  shape.entries = formatPromise;
}

function formatPromise(ctx, promise, level) {
  const [state, result] = native.getPromiseDetails(promise);
  if (state === 0) return [ctx.stylize('<pending>', 'special')];
  ctx.indentationLvl += 2;
  const text = formatValue(ctx, result, level);
  ctx.indentationLvl -= 2;
  return [state === 2 ? `${ctx.stylize('<rejected>', 'special')} ${text}` : text];
}

function weakDescriber(type) {
  return function(ctx, collection, shape) {
    shape.open = `${getPrefix(shape.constructor, shape.tag, type)}{`;
    shape.entries = (ctx) => [ctx.stylize('<items unknown>', 'special')];
  };
}

function boxDescriber(type, valueOf) {
  return function(ctx, box, shape) {
    const { constructor, tag } = shape;
    // The characters of a string are not told once more.
    if (type === 'String') shape.keys = shape.keys.slice(box.length);
    let base = `[${type}`;
    if (constructor === null) base += ' (null prototype)';
    else if (type !== constructor) base += ` (${constructor})`;
    base += `: ${formatPrimitive(plain, valueOf.call(box), ctx)}]`;
    if (tag !== '' && tag !== constructor) base += ` [${tag}]`;
    const isWhole = shape.keys.length === 0;
    shape.base = isWhole && ctx.stylize !== plain ? ctx.stylize(base, type.toLowerCase()) : base;
    if (isWhole && shape.mayBeEmpty) shape.text = shape.base;
  };
}

// A binding that has no value yet is told, not thrown.
function formatNamespace(ctx, namespace, level, shape) {
  const output = shape.keys.map((key) => {
    try {
      return formatProperty(ctx, namespace, level, key, kInObject);
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      const text = formatProperty(ctx, { [key]: '' }, level, key, kInObject);
      return text.slice(0, text.lastIndexOf(' ') + 1) + ctx.stylize('<uninitialized>', 'special');
    }
  });
  shape.keys.length = 0;
  return output;
}

const describers = {
  __proto__: null,
  ArrayBuffer: bufferDescriber('ArrayBuffer'),
  BigInt: boxDescriber('BigInt', BigInt.prototype.valueOf),
  Boolean: boxDescriber('Boolean', Boolean.prototype.valueOf),
  DataView: describeDataView,
  Date: describeDate,
  Error: describeError,
  Map: describeMap,
  MapIterator: iteratorDescriber('Map'),
  Number: boxDescriber('Number', Number.prototype.valueOf),
  Promise: describePromise,
  RegExp: describeRegExp,
  Set: describeSet,
  SetIterator: iteratorDescriber('Set'),
  SharedArrayBuffer: bufferDescriber('SharedArrayBuffer'),
  String: boxDescriber('String', String.prototype.valueOf),
  Symbol: boxDescriber('Symbol', Symbol.prototype.valueOf),
  WeakMap: weakDescriber('WeakMap'),
  WeakSet: weakDescriber('WeakSet'),
};

module.exports = { describers, describeTypedArray, formatArray, formatNamespace, formatPlainArray };
