'use strict';
// SystemError: an error with a code of Node's own around the system's, e.g. ERR_FS_EISDIR. The context is kept
// as `info`, and errno, syscall, path and dest read and write it.
const { kIsNodeError } = require('internal/errors');

const kInfo = Symbol('kInfo');

class SystemError extends Error {
  constructor(code, context) {
    const { messageOf } = require('internal/error_messages');
    let message = `${messageOf(code, []).message}: ${context.syscall} returned ${context.code} (${context.message})`;
    if (context.path !== undefined) message += ` ${context.path}`;
    if (context.dest !== undefined) message += ` => ${context.dest}`;
    super(message);

    const field = (name, read, write, enumerable) => Object.defineProperty(this, name, {
      __proto__: null, get: read, set: write, enumerable, configurable: true,
    });
    Object.defineProperties(this, {
      [kIsNodeError]: { __proto__: null, value: true, enumerable: false, writable: false, configurable: true },
      name: { __proto__: null, value: 'SystemError', enumerable: false, writable: true, configurable: true },
      info: { __proto__: null, value: context, enumerable: true, configurable: true, writable: false },
      [kInfo]: { __proto__: null, value: context, enumerable: false, configurable: true, writable: false },
    });
    field('errno', () => context.errno, (value) => { context.errno = value; }, true);
    field('syscall', () => context.syscall, (value) => { context.syscall = value; }, true);
    for (const name of ['path', 'dest']) {
      if (context[name] === undefined) continue;
      field(name, () => (context[name] != null ? `${context[name]}` : context[name]),
        (value) => { context[name] = value ? require('buffer').Buffer.from(`${value}`) : undefined; }, true);
    }
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](recurseTimes, context) {
    return require('internal/util/inspect').inspect(this, { ...context, getters: true, customInspect: false });
  }
}

function make(code, context) {
  const error = new SystemError(code, context);
  error.code = code;
  return error;
}

module.exports = { SystemError, make };
