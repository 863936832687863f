'use strict';
// Lines from a stream, with callbacks.

const { InterfaceBase, addMethods } = require('readline/interface');
const { clearLine, clearScreenDown, cursorTo, moveCursor } = require('readline/cursor');
const { emitKeypressEvents } = require('readline/keys');
const { promisify } = require('internal/util');

function Interface(input, output, completer, terminal) {
  if (!(this instanceof Interface)) return new Interface(input, output, completer, terminal);
  const given = input?.input ? input.completer : completer;
  InterfaceBase.call(this, input, output, completer, terminal);
  if (typeof given === 'function' && given.length !== 2) {
    // One that returns its result.
    this.completer = (line, callback) => callback(null, given(line));
  }
}
Object.setPrototypeOf(Interface.prototype, InterfaceBase.prototype);
Object.setPrototypeOf(Interface, InterfaceBase);

function question(query, options, callback) {
  callback = typeof options === 'function' ? options : callback;
  const signal = typeof options === 'object' && options !== null ? options.signal : undefined;
  if (signal) {
    require('internal/validators').validateAbortSignal(signal, 'options.signal');
    if (signal.aborted) return;
    const onAbort = () => this._questionCancel();
    const disposable = require('events').addAbortListener(signal, onAbort);
    const answer = callback;
    callback = (line) => {
      disposable[Symbol.dispose]();
      if (typeof answer === 'function') return answer(line);
    };
  }
  if (typeof callback === 'function') this._ask(query, callback);
}

question[promisify.custom] = function question(query, options) {
  const signal = typeof options === 'object' && options !== null ? options.signal : undefined;
  const aborted = () => {
    const { AbortError } = require('internal/errors');
    return new AbortError(undefined, { cause: signal.reason });
  };
  if (signal?.aborted) return Promise.reject(aborted());
  return new Promise((resolve, reject) => {
    let done = resolve;
    if (signal) {
      const onAbort = () => reject(aborted());
      const disposable = require('events').addAbortListener(signal, onAbort);
      done = (answer) => {
        disposable[Symbol.dispose]();
        resolve(answer);
      };
    }
    this.question(query, options, done);
  });
};

addMethods(Interface.prototype, {
  question,

  _tabComplete(lastKeypressWasTab) {
    this.pause();
    this.completer(this.line.slice(0, this.cursor), (error, result) => {
      this.resume();
      if (error) this._completionFailed(error);
      else this._complete(lastKeypressWasTab, result);
    });
  },
});

function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

module.exports = {
  Interface,
  clearLine,
  clearScreenDown,
  createInterface,
  cursorTo,
  emitKeypressEvents,
  moveCursor,
};

Object.defineProperty(module.exports, 'promises', {
  configurable: true,
  enumerable: true,
  get: () => require('readline/promises'),
});
