'use strict';
// Errors as Node makes them. `codes.ERR_X` is a constructor; the texts live in internal/error_messages, which
// is loaded when the first error is made, so a program that makes none pays for no table.
//
// From `native`: errname(errno) gives a name such as 'ENOENT', errmessage(errno) its text; errno is negative.

// Marks errors whose stack begins with `Name [CODE]: message` (see runtime/stack, which leaves out the frames of this
// file too).
const kIsNodeError = Symbol.for('bowline.nodeError');

const bases = { __proto__: null, Error, TypeError, RangeError, SyntaxError, URIError };
const prototypes = { __proto__: null };

// Node's errors inherit from an object of their own between themselves and the language's prototype.
function prototypeOf(baseName) {
  let prototype = prototypes[baseName];
  if (prototype === undefined) {
    const Base = bases[baseName];
    prototype = prototypes[baseName] = Object.create(Base.prototype, {
      constructor: { __proto__: null, value: Base, writable: true, configurable: true },
      toString: {
        __proto__: null,
        value() { return `${this.name} [${this.code}]: ${this.message}`; },
        writable: true,
        configurable: true,
      },
      [kIsNodeError]: { __proto__: null, value: true },
    });
  }
  return prototype;
}

function isErrorStackTraceLimitWritable() {
  const descriptor = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit');
  if (descriptor === undefined) return Object.isExtensible(Error);
  return descriptor.writable === true || descriptor.set !== undefined;
}

function makeNodeError(code, baseName, args) {
  const { messageOf, describe, isSystem } = require('internal/error_messages');
  if (isSystem(code)) return require('internal/system_error').make(code, args[0]);
  const found = messageOf(code, args);
  baseName ??= found.base;
  const error = new bases[baseName](found.message);
  Object.setPrototypeOf(error, prototypeOf(baseName));
  error.code = code;
  describe(code, error, args);
  return error;
}

function makeConstructor(code, baseName) {
  return function NodeError(...args) {
    return makeNodeError(code, baseName, args);
  };
}

// Codes that exist as errors of several kinds.
const otherBases = {
  __proto__: null,
  ERR_INVALID_ARG_VALUE: ['RangeError'],
  ERR_INVALID_RETURN_VALUE: ['RangeError'],
  ERR_INVALID_STATE: ['TypeError', 'RangeError'],
  ERR_OPERATION_FAILED: ['TypeError'],
  ERR_HTTP2_INVALID_SETTING_VALUE: ['RangeError'],
};

// Constructors are made when first asked for: there are hundreds and a program needs a few.
const codes = new Proxy({ __proto__: null }, {
  get(made, code) {
    let constructor = made[code];
    if (constructor === undefined && typeof code === 'string') {
      constructor = made[code] = makeConstructor(code);
      const others = otherBases[code];
      if (others !== undefined) for (const base of others) constructor[base] = makeConstructor(code, base);
    }
    return constructor;
  },
  has(made, code) {
    return require('internal/error_messages').has(code);
  },
  ownKeys() {
    return require('internal/error_messages').all();
  },
  getOwnPropertyDescriptor(made, code) {
    if (!require('internal/error_messages').has(code)) return undefined;
    return { value: codes[code], writable: true, enumerable: true, configurable: true };
  },
});

class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    if (options !== undefined && (options === null || typeof options !== 'object')) {
      throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
    }
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

function aggregateTwoErrors(inner, outer) {
  if (!inner || !outer || inner === outer) return inner || outer;
  if (Array.isArray(outer.errors)) {
    outer.errors.push(inner);
    return outer;
  }
  const error = new AggregateError([outer, inner], outer.message);
  error.code = outer.code;
  return error;
}

// `a`, `a or b`, `a, b, or c`.
function formatList(items, type = 'and') {
  if (items.length < 2) return `${items[0] ?? ''}`;
  if (items.length === 2) return `${items[0]} ${type} ${items[1]}`;
  return `${items.slice(0, -1).join(', ')}, ${type} ${items[items.length - 1]}`;
}

// The error of a system call a native function answered with a negative number.
function fromSystem(message, fields) {
  const error = new Error(message);
  for (const name in fields) if (fields[name] !== undefined) error[name] = fields[name];
  return error;
}

function errname(errno) {
  return native.errname(errno);
}

function uvErrmapGet(errno) {
  const name = native.errname(errno);
  return name === undefined || name.startsWith('Unknown system error') ? undefined : [name, native.errmessage(errno)];
}

function entryOf(errno) {
  return uvErrmapGet(errno) ?? ['UNKNOWN', 'unknown error'];
}

// `context` has errno, syscall, and optionally code, message, path and dest.
function uvException(context) {
  const [name, text] = context.errno === undefined ? [context.code, context.message] : entryOf(context.errno);
  const code = context.code || name;
  const path = context.path === undefined || context.path === null ? undefined : `${context.path}`;
  const dest = context.dest === undefined || context.dest === null ? undefined : `${context.dest}`;
  let message = `${code}: ${context.message || text}, ${context.syscall}`;
  if (path) message += ` '${path}'`;
  if (dest) message += ` -> '${dest}'`;
  const { message: ignored, path: rawPath, dest: rawDest, code: rawCode, ...rest } = context;
  return fromSystem(message, { ...rest, code, path: path || undefined, dest: dest || undefined });
}

function where(address, port) {
  if (port && port > 0) return ` ${address}:${port}`;
  return address ? ` ${address}` : '';
}

function uvExceptionWithHostPort(errno, syscall, address, port) {
  const [code, text] = entryOf(errno);
  return fromSystem(`${syscall} ${code}: ${text}${where(address, port)}`,
    { code, errno, syscall, address, port: port || undefined });
}

function errnoException(errno, syscall, original) {
  const code = errname(errno);
  const message = original ? `${syscall} ${code} ${original}` : `${syscall} ${code}`;
  return fromSystem(message, { errno, code, syscall });
}

function exceptionWithHostPort(errno, syscall, address, port, additional) {
  const code = errname(errno);
  let details = where(address, port);
  if (additional) details += ` - Local (${additional})`;
  return fromSystem(`${syscall} ${code}${details}`,
    { errno, code, syscall, address, port: port || undefined });
}

// What the resolver says for "no such name" in two ways that users know as one.
const EAI_NODATA = -3007;
const EAI_NONAME = -3008;

function dnsException(failure, syscall, hostname) {
  let errno;
  let code = failure;
  if (typeof failure === 'number') {
    errno = failure;
    code = errno === EAI_NODATA || errno === EAI_NONAME ? 'ENOTFOUND' : errname(errno);
  }
  const message = `${syscall} ${code}${hostname ? ` ${hostname}` : ''}`;
  const error = new Error(message);
  error.errno = errno;
  error.code = code;
  error.syscall = syscall;
  if (hostname) error.hostname = hostname;
  return error;
}

function connResetException(message) {
  const error = new Error(message);
  error.code = 'ECONNRESET';
  return error;
}

function genericNodeError(message, properties) {
  const error = new Error(message);
  Object.assign(error, properties);
  return error;
}

// In V8 this keeps a validator's frame out of stacks; here a function is passed through as it is.
function hideStackFrames(fn) {
  return fn;
}

function isStackOverflowError(error) {
  return error instanceof RangeError && error.message === 'Maximum call stack size exceeded';
}

function determineSpecificType(value) {
  return require('internal/error_messages').specificType(value);
}

function getMessage(code, args) {
  return require('internal/error_messages').messageOf(code, args).message;
}

module.exports = {
  AbortError,
  aggregateTwoErrors,
  bases,
  codes,
  connResetException,
  ConnResetException: connResetException,
  determineSpecificType,
  dnsException,
  DNSException: dnsException,
  errname,
  errnoException,
  ErrnoException: errnoException,
  exceptionWithHostPort,
  ExceptionWithHostPort: exceptionWithHostPort,
  formatList,
  genericNodeError,
  getMessage,
  hideStackFrames,
  isErrorStackTraceLimitWritable,
  isStackOverflowError,
  kIsNodeError,
  get SystemError() { return require('internal/system_error').SystemError; },
  uvErrmapGet,
  uvException,
  UVException: uvException,
  uvExceptionWithHostPort,
  UVExceptionWithHostPort: uvExceptionWithHostPort,
};
