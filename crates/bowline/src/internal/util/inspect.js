'use strict';
// util.inspect and util.format: options and styles. How a value is shown is in inspect_value and its neighbours.
//
// From `native` (see also internal/util/types):
//   getProxyDetails(value) -> undefined, or [target, handler]; both null when the proxy is revoked
//   getPromiseDetails(promise) -> [state, result]; state is 0 pending, 1 fulfilled, 2 rejected
//   previewEntries(iterator) -> [entries, isKeyValue] of what a Map's or Set's iterator has still to give, without
//     moving it; entries of a key-value iterator are key, value, key, value ...; undefined if it cannot be told
//   namesBesideItems(array, hidden) -> its own names that are no indices, strings first; enumerable ones unless hidden
//   plainLength(array) -> its number of items when it has items only, no holes, accessors or other enumerable
//     properties; plainProperties(object) -> [name, value, name, value ...] of its enumerable properties when none is
//     an accessor or has a symbol for a name. Both undefined for others: these are shown the long way.
const { validateObject } = require('internal/validators');
const { bigintText, getStringWidth, numberText } = require('internal/util/text');
const { formatPrimitive, formatValue, plain } = require('internal/util/inspect_value');
const { hasBuiltInToString } = require('internal/util/inspect_names');
const { format: formatPlain, inspectDefaultOptions } = require('internal/util/format');

// A fresh state of one inspection. Options that inspect does not know are kept for custom inspect functions.
function newContext(options) {
  const defaults = inspectDefaultOptions;
  const ctx = {
    showHidden: defaults.showHidden,
    depth: defaults.depth,
    colors: defaults.colors,
    customInspect: defaults.customInspect,
    showProxy: defaults.showProxy,
    maxArrayLength: defaults.maxArrayLength,
    maxStringLength: defaults.maxStringLength,
    breakLength: defaults.breakLength,
    compact: defaults.compact,
    sorted: defaults.sorted,
    getters: defaults.getters,
    numericSeparator: defaults.numericSeparator,
    stylize: plain,
    budget: {},
    indentationLvl: 0,
    seen: [],
    circular: undefined,
    currentDepth: 0,
    userOptions: undefined,
    inspect,
    optionNames,
  };
  if (options === undefined) return ctx;
  for (const key of Object.keys(options)) {
    if (Object.hasOwn(defaults, key) || key === 'stylize') ctx[key] = options[key];
    else ctx.userOptions ??= options;
  }
  return ctx;
}

const optionNames = Object.keys(inspectDefaultOptions);

function finish(ctx, value) {
  if (ctx.colors) ctx.stylize = stylizeWithColor;
  if (ctx.maxArrayLength === null) ctx.maxArrayLength = Infinity;
  if (ctx.maxStringLength === null) ctx.maxStringLength = Infinity;
  return formatValue(ctx, value, 0);
}

// inspect(value, options), and as it was once: inspect(value, showHidden, depth, colors).
function inspect(value, options) {
  if (typeof options === 'object' && options !== null && arguments.length < 3) {
    return finish(newContext(options), value);
  }
  const ctx = newContext();
  if (arguments.length > 1) {
    if (arguments.length > 2) {
      if (arguments[2] !== undefined) ctx.depth = arguments[2];
      if (arguments.length > 3 && arguments[3] !== undefined) ctx.colors = arguments[3];
    }
    if (typeof options === 'boolean') ctx.showHidden = options;
    else if (options !== undefined && options !== null) {
      for (const key of Object.keys(options)) {
        if (Object.hasOwn(inspectDefaultOptions, key) || key === 'stylize') ctx[key] = options[key];
        else ctx.userOptions ??= options;
      }
    }
  }
  return finish(ctx, value);
}

inspect.custom = Symbol.for('nodejs.util.inspect.custom');

Object.defineProperty(inspect, 'defaultOptions', {
  __proto__: null,
  get() { return inspectDefaultOptions; },
  set(options) {
    validateObject(options, 'options');
    return Object.assign(inspectDefaultOptions, options);
  },
});

const foreground = 39;
const background = 49;

inspect.colors = {
  __proto__: null,
  reset: [0, 0],
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  blink: [5, 25],
  inverse: [7, 27],
  hidden: [8, 28],
  strikethrough: [9, 29],
  doubleunderline: [21, 24],
  black: [30, foreground],
  red: [31, foreground],
  green: [32, foreground],
  yellow: [33, foreground],
  blue: [34, foreground],
  magenta: [35, foreground],
  cyan: [36, foreground],
  white: [37, foreground],
  bgBlack: [40, background],
  bgRed: [41, background],
  bgGreen: [42, background],
  bgYellow: [43, background],
  bgBlue: [44, background],
  bgMagenta: [45, background],
  bgCyan: [46, background],
  bgWhite: [47, background],
  framed: [51, 54],
  overlined: [53, 55],
  gray: [90, foreground],
  redBright: [91, foreground],
  greenBright: [92, foreground],
  yellowBright: [93, foreground],
  blueBright: [94, foreground],
  magentaBright: [95, foreground],
  cyanBright: [96, foreground],
  whiteBright: [97, foreground],
  bgGray: [100, background],
  bgRedBright: [101, background],
  bgGreenBright: [102, background],
  bgYellowBright: [103, background],
  bgBlueBright: [104, background],
  bgMagentaBright: [105, background],
  bgCyanBright: [106, background],
  bgWhiteBright: [107, background],
};

const otherColorNames = {
  grey: 'gray',
  blackBright: 'gray',
  bgGrey: 'bgGray',
  bgBlackBright: 'bgGray',
  dimmed: 'dim',
  faint: 'dim',
  crossedout: 'strikethrough',
  crossedOut: 'strikethrough',
  strikeThrough: 'strikethrough',
  doubleUnderline: 'doubleunderline',
  conceal: 'hidden',
  swapcolors: 'inverse',
  swapColors: 'inverse',
};

for (const [name, target] of Object.entries(otherColorNames)) {
  Object.defineProperty(inspect.colors, name, {
    __proto__: null,
    get() { return this[target]; },
    set(value) { this[target] = value; },
    configurable: true,
    enumerable: false,
  });
}

inspect.styles = {
  __proto__: null,
  special: 'cyan',
  number: 'yellow',
  bigint: 'yellow',
  boolean: 'yellow',
  undefined: 'grey',
  null: 'bold',
  string: 'green',
  symbol: 'green',
  date: 'magenta',
  regexp: 'red',
  module: 'underline',
};

function stylizeWithColor(text, style) {
  const color = inspect.styles[style];
  if (color !== undefined) {
    const codes = inspect.colors[color];
    if (codes !== undefined) return `\u001b[${codes[0]}m${text}\u001b[${codes[1]}m`;
  }
  return text;
}

function json(value) {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // Only a circle may be told in one word; whatever else was thrown is the caller's.
    if (error instanceof TypeError && /circular/i.test(error.message)) return '[Circular]';
    throw error;
  }
}

// One placeholder, without its percent sign; undefined when it is none.
function placeholder(letter, value, options) {
  const type = typeof value;
  const isGrouped = options?.numericSeparator ?? inspectDefaultOptions.numericSeparator;
  switch (letter) {
    case 's':
      if (type === 'number') return numberText(value, isGrouped);
      if (type === 'bigint') return bigintText(value, isGrouped);
      if (type !== 'object' || value === null || !hasBuiltInToString(value)) return String(value);
      return inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
    case 'j':
      return json(value);
    case 'd':
      if (type === 'bigint') return bigintText(value, isGrouped);
      return type === 'symbol' ? 'NaN' : numberText(Number(value), isGrouped);
    case 'i':
      if (type === 'bigint') return bigintText(value, isGrouped);
      return type === 'symbol' ? 'NaN' : numberText(Number.parseInt(value), isGrouped);
    case 'f':
      return type === 'symbol' ? 'NaN' : numberText(Number.parseFloat(value), isGrouped);
    case 'O':
      return inspect(value, options);
    case 'o':
      return inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 });
    case 'c':
      return '';
    default:
      return undefined;
  }
}

// The text of a format string and what follows it; `options` are inspect's.
function formatArguments(options, args) {
  const first = args[0];
  let text = '';
  let next = 0;
  if (typeof first === 'string') {
    if (args.length === 1) return first;
    let done = 0;
    next = 1;
    let percent = first.indexOf('%');
    while (percent !== -1 && percent < first.length - 1) {
      const letter = first[percent + 1];
      if (letter === '%') {
        text += `${first.slice(done, percent)}%`;
        done = percent + 2;
      } else if (next < args.length && 'sjdifOoc'.includes(letter)) {
        text += first.slice(done, percent) + placeholder(letter, args[next++], options);
        done = percent + 2;
      } else {
        percent = first.indexOf('%', percent + 1);
        continue;
      }
      percent = first.indexOf('%', done);
    }
    if (done < first.length) text += done === 0 ? first : first.slice(done);
  }
  for (; next < args.length; next++) {
    const value = args[next];
    if (next > 0) text += ' ';
    text += typeof value === 'string' ? value : inspect(value, options);
  }
  return text;
}

function format(...args) {
  return formatPlain(args);
}

function formatWithOptions(inspectOptions, ...args) {
  validateObject(inspectOptions, 'inspectOptions', { allowArray: true, allowFunction: true });
  return formatArguments(inspectOptions, args);
}

function isZeroWidthCodePoint(code) {
  return require('internal/util/width').isZeroWidthCodePoint(code);
}

function stripVTControlCharacters(str) {
  return require('internal/util/width').stripVTControlCharacters(str);
}

module.exports = {
  format,
  formatArguments,
  formatPrimitive,
  formatWithOptions,
  getStringWidth,
  inspect,
  inspectDefaultOptions,
  isZeroWidthCodePoint,
  stripVTControlCharacters,
  stylizeWithColor,
};
