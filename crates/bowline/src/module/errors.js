'use strict';

// Why a module cannot be found or loaded.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_UNKNOWN_BUILTIN_MODULE } } = require('internal/errors');

// What such an error says as text, which the language's own errors do not.
function codedToString() {
  return `${this.name} [${this.code}]: ${this.message}`;
}

const classes = { __proto__: null, Error, TypeError, RangeError, SyntaxError };

// An error whose message the native half has written. Its stack begins below `above`.
function make(className, code, message, properties, above) {
  const error = new classes[className](message);
  if (code.startsWith('ERR_')) {
    // The first line of a stack is fixed when it is captured: the name holds the code for that moment.
    Object.defineProperty(error, 'name', {
      __proto__: null, value: `${className} [${code}]`, enumerable: false, writable: true, configurable: true,
    });
    Error.captureStackTrace(error, above);
    void error.stack;
    delete error.name;
    Object.defineProperty(error, 'toString', {
      __proto__: null, value: codedToString, enumerable: false, writable: true, configurable: true,
    });
  }
  if (!code.startsWith('ERR_')) Error.captureStackTrace(error, above);
  if (code !== '') define(error, 'code', code);
  for (let i = 0; i < properties.length; i += 2) define(error, properties[i], properties[i + 1]);
  return error;
}

// Defined, not assigned: a setter on Error.prototype must not see it.
function define(error, name, value) {
  Object.defineProperty(error, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
}

function notFound(request, parent, parents) {
  const requireStack = [];
  for (let at = parent; at; at = parents.get(at)) requireStack.push(at.filename || at.id);
  let message = `Cannot find module '${request}'`;
  if (requireStack.length > 0) message += `\nRequire stack:\n- ${requireStack.join('\n- ')}`;
  const error = new Error(message);
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = requireStack;
  return error;
}

function unknownBuiltin(request) {
  return new ERR_UNKNOWN_BUILTIN_MODULE(request);
}

// The folders that `require.resolve(request, { paths })` looks in.
function lookupPaths(Module, request, paths, isRelative) {
  if (!Array.isArray(paths)) throw new ERR_INVALID_ARG_VALUE('options.paths', paths);
  if (isRelative) return paths;
  const folders = [];
  paths.forEach((path) => {
    const stand = new Module('', null);
    stand.paths = Module._nodeModulePaths(path);
    Module._resolveLookupPaths(request, stand)?.forEach((folder) => {
      if (!folders.includes(folder)) folders.push(folder);
    });
  });
  return folders;
}

module.exports = { lookupPaths, make, notFound, unknownBuiltin };
