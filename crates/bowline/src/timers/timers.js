'use strict';

// Node's timers: timers of one duration stand in one list, in start order; lists stand in a heap by
// when their first timer is due; one timer of the loop is armed for the first list.

const { validateFunction } = require('internal/validators');
const { Timeout, Immediate, insert, activate, unenroll, clearImmediateObject, known } = require('internal/timers');

// Arguments are taken apart only if there are any: a list for each call is dear.
function setTimeout(callback, after) {
  if (typeof callback !== 'function') validateFunction(callback, 'callback');
  const args = arguments.length > 2 ? Array.prototype.slice.call(arguments, 2) : undefined;
  const timeout = new Timeout(callback, after, args, false, true);
  insert(timeout, timeout._idleTimeout);
  return timeout;
}

function setInterval(callback, repeat) {
  if (typeof callback !== 'function') validateFunction(callback, 'callback');
  const args = arguments.length > 2 ? Array.prototype.slice.call(arguments, 2) : undefined;
  const timeout = new Timeout(callback, repeat, args, true, true);
  insert(timeout, timeout._idleTimeout);
  return timeout;
}

function clearTimeout(timer) {
  if (timer?._onTimeout) {
    timer._onTimeout = null;
    unenroll(timer);
  } else if (typeof timer === 'number' || typeof timer === 'string') {
    const found = known[Number(timer)];
    if (found !== undefined && String(timer) === String(Number(timer))) {
      found._onTimeout = null;
      unenroll(found);
    }
  }
}

function clearInterval(timer) {
  // Both kinds are one: either function clears either.
  clearTimeout(timer);
}

function setImmediate(callback) {
  if (typeof callback !== 'function') validateFunction(callback, 'callback');
  const args = arguments.length > 1 ? Array.prototype.slice.call(arguments, 1) : undefined;
  return new Immediate(callback, args);
}

function clearImmediate(immediate) {
  if (immediate instanceof Immediate) clearImmediateObject(immediate);
}

// The old interface: an object of the caller's that becomes a timer.
function enroll(item, msecs) {
  const { validateNumber } = require('internal/validators');
  validateNumber(msecs, 'msecs');
  if (msecs < 0 || !Number.isFinite(msecs)) {
    const { codes } = require('internal/errors');
    throw new codes.ERR_OUT_OF_RANGE('msecs', 'a non-negative finite number', msecs);
  }
  if (item._idleNext) unenroll(item);
  item._idleTimeout = Math.min(msecs, 2147483647);
}

function active(item) {
  activate(item, true);
}

function _unrefActive(item) {
  activate(item, false);
}

const customPromisify = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(setTimeout, customPromisify, {
  __proto__: null, enumerable: true,
  get() { return require('timers/promises').setTimeout; },
});
Object.defineProperty(setImmediate, customPromisify, {
  __proto__: null, enumerable: true,
  get() { return require('timers/promises').setImmediate; },
});

module.exports = {
  setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate,
  active, _unrefActive, unenroll, enroll,
};
Object.defineProperty(module.exports, 'promises', {
  __proto__: null, configurable: true, enumerable: true,
  get() { return require('timers/promises'); },
});
