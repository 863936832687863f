'use strict';
// Lines from a stream, with promises.

const { InterfaceBase, addMethods } = require('readline/interface');
const { CLEAR_SCREEN_DOWN, clearLineSequence, cursorToSequence, moveSequence } = require('readline/cursor');
const { AbortError, codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateAbortSignal, validateBoolean, validateInteger } = require('internal/validators');

class Interface extends InterfaceBase {
  question(query, options = {}) {
    return new Promise((resolve, reject) => {
      let done = resolve;
      const signal = options?.signal;
      if (signal) {
        validateAbortSignal(signal, 'options.signal');
        if (signal.aborted) return reject(new AbortError(undefined, { cause: signal.reason }));
        const onAbort = () => {
          this._questionCancel();
          reject(new AbortError(undefined, { cause: signal.reason }));
        };
        const disposable = require('events').addAbortListener(signal, onAbort);
        done = (answer) => {
          disposable[Symbol.dispose]();
          resolve(answer);
        };
      }
      this._ask(query, done);
    });
  }
}

addMethods(Interface.prototype, {
  async _tabComplete(lastKeypressWasTab) {
    this.pause();
    let result;
    try {
      result = await this.completer(this.line.slice(0, this.cursor));
    } catch (error) {
      this._completionFailed(error);
      return;
    } finally {
      this.resume();
    }
    this._complete(lastKeypressWasTab, result);
  },
});

// Collects what is to be done to a terminal's screen, and does it in one write.
class Readline {
  #stream;
  #actions = [];
  #autoCommit = false;

  constructor(stream, options = undefined) {
    const { isWritable } = require('internal/streams/utils');
    if (!isWritable(stream)) throw new ERR_INVALID_ARG_TYPE('stream', 'Writable', stream);
    this.#stream = stream;
    if (options?.autoCommit != null) {
      validateBoolean(options.autoCommit, 'options.autoCommit');
      this.#autoCommit = options.autoCommit;
    }
  }

  #add(sequence) {
    if (sequence === '') return this;
    if (this.#autoCommit) require('process').nextTick(() => this.#stream.write(sequence));
    else this.#actions.push(sequence);
    return this;
  }

  cursorTo(x, y = undefined) {
    validateInteger(x, 'x');
    if (y != null) validateInteger(y, 'y');
    return this.#add(cursorToSequence(x, y));
  }

  moveCursor(dx, dy) {
    if (dx || dy) {
      validateInteger(dx, 'dx');
      validateInteger(dy, 'dy');
      this.#add(moveSequence(dx, dy));
    }
    return this;
  }

  clearLine(direction) {
    validateInteger(direction, 'dir', -1, 1);
    return this.#add(clearLineSequence(direction));
  }

  clearScreenDown() {
    return this.#add(CLEAR_SCREEN_DOWN);
  }

  commit() {
    return new Promise((resolve) => {
      this.#stream.write(this.#actions.join(''), resolve);
      this.#actions = [];
    });
  }

  rollback() {
    this.#actions = [];
    return this;
  }
}

function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

module.exports = { Interface, Readline, createInterface };
