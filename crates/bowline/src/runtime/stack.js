'use strict';

// The engine's `stack` lists frames only, in its own words. Programs expect the error's name and message
// first, and frames as V8 writes them.

const nativeStack = native.nativeStack;
const nativeCapture = Error.captureStackTrace;

const FRAME = /^    at (.*) \((.*)\)$/;

// Frames that V8 has not: where built-ins make their errors, and calls that pass a call on.
const UNSEEN = /\(node:internal\/(?:errors|system_error|validators):|^    at (?:call|apply|construct) \(native\)$/;

// Marks errors of the built-ins: their stacks begin with `Name [CODE]: message`.
const kIsNodeError = Symbol.for('bowline.nodeError');

// "name (file:1:2)" as V8 writes it.
function formatFrame(line) {
  const match = FRAME.exec(line);
  if (match === null) return line;
  const [, name, place] = match;
  if (place === 'native') return `    at ${name} (<anonymous>)`;
  if (name === '<anonymous>' || name === '<eval>') return `    at ${place}`;
  return line;
}

function formatFrames(frames) {
  if (typeof frames !== 'string' || frames === '') return '';
  let text = '';
  for (const line of frames.split('\n')) {
    // Frames of the runtime below a program's own tell nobody anything.
    if (line !== '' && !line.includes('(node:runtime/') && !UNSEEN.test(line)) text += `\n${formatFrame(line)}`;
  }
  return text;
}

// What `String(error)` is when the stack is first looked at, as in Node.
function header(error) {
  let name = 'Error';
  try {
    if (error.name !== undefined) name = String(error.name);
    if (error[kIsNodeError] === true) name += ` [${error.code}]`;
    const { message } = error;
    const text = message === undefined ? '' : String(message);
    if (text === '') return name;
    return name === '' ? text : `${name}: ${text}`;
  } catch {
    return name;
  }
}

const cache = new WeakMap();

function getStack() {
  const frames = nativeStack.call(this);
  if (typeof frames !== 'string') return frames;
  let stack = cache.get(this);
  if (stack === undefined) {
    // A function of the program's may have written it already.
    const isPrepared = typeof Error.prepareStackTrace === 'function';
    stack = isPrepared ? frames : header(this) + formatFrames(frames);
    cache.set(this, stack);
  }
  return stack;
}

function captureStackTrace(object, above) {
  if ((typeof object !== 'object' && typeof object !== 'function') || object === null) {
    throw new TypeError(`Invalid argument`);
  }
  nativeCapture(object, above ?? captureStackTrace);
  if (typeof Error.prepareStackTrace === 'function') return;
  object.stack = header(object) + formatFrames(object.stack);
}

// A stack that is written is a plain property which nobody sees in passing.
function setStack(value) {
  Object.defineProperty(this, 'stack', { __proto__: null, value, writable: true, enumerable: false, configurable: true });
}

// What V8's call sites can say and the engine's cannot.
const SITE = {
  getThis() { return undefined; },
  getTypeName() { return null; },
  getMethodName() { return null; },
  getEvalOrigin() { return undefined; },
  isToplevel() { return true; },
  isEval() { return false; },
  isConstructor() { return false; },
  isAsync() { return false; },
  isPromiseAll() { return false; },
  getPromiseIndex() { return null; },
  getScriptNameOrSourceURL() { return this.getFileName(); },
  getScriptHash() { return ''; },
  getEnclosingLineNumber() { return 0; },
  getEnclosingColumnNumber() { return 0; },
  getPosition() { return 0; },
  toString() {
    const name = this.getFunctionName();
    const place = `${this.getFileName()}:${this.getLineNumber()}:${this.getColumnNumber()}`;
    return name && name !== '<anonymous>' && name !== '<eval>' ? `${name} (${place})` : place;
  },
};

function extendCallSites() {
  const limit = Error.stackTraceLimit;
  const kept = Error.prepareStackTrace;
  let site;
  Error.stackTraceLimit = 1;
  setPrepare.call(Error, (_, sites) => { site = sites[0]; });
  new Error().stack;
  setPrepare.call(Error, kept);
  Error.stackTraceLimit = limit;
  const proto = site && Object.getPrototypeOf(site);
  if (!proto) return;
  for (const name of Object.keys(SITE)) {
    if (!Object.hasOwn(proto, name) || name === 'toString') {
      Object.defineProperty(proto, name, { __proto__: null, configurable: true, writable: true, value: SITE[name] });
    }
  }
}

const prepare = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
const setPrepare = prepare.set;
let hasCallSites = false;

function install() {
  Object.defineProperty(Error.prototype, 'stack', { __proto__: null, configurable: true, get: getStack, set: setStack });
  Object.defineProperty(Error, 'captureStackTrace', {
    __proto__: null, configurable: true, writable: true, value: captureStackTrace,
  });
  Object.defineProperty(Error, 'prepareStackTrace', {
    __proto__: null, configurable: true, enumerable: false,
    get: prepare.get,
    set(value) {
      if (!hasCallSites && typeof value === 'function') {
        hasCallSites = true;
        extendCallSites();
      }
      setPrepare.call(Error, value);
    },
  });
}

module.exports = { install };
