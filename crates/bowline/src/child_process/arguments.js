'use strict';
// What the functions of this module take, checked and put into one shape.

const process = require('process');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } } = require('internal/errors');
const { convertToValidSignal, kEmptyObject } = require('internal/util');
const { isInt32, validateBoolean, validateFunction, validateObject, validateString } = require('internal/validators');

function checkNoNull(value, name) {
  if (typeof value === 'string' && value.includes('\u0000')) {
    throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a string without null bytes');
  }
}

function checkNoNulls(values, name) {
  for (let i = 0; i < values.length; i++) checkNoNull(values[i], `${name}[${i}]`);
}

function checkTimeout(timeout) {
  if (timeout !== undefined && timeout !== null && !(Number.isInteger(timeout) && timeout >= 0)) {
    throw new ERR_OUT_OF_RANGE('timeout', 'an unsigned integer', timeout);
  }
}

function checkMaxBuffer(maxBuffer) {
  if (maxBuffer !== undefined && maxBuffer !== null && !(typeof maxBuffer === 'number' && maxBuffer >= 0)) {
    throw new ERR_OUT_OF_RANGE('options.maxBuffer', 'a positive number', maxBuffer);
  }
}

// The number of the signal, or undefined.
function signalNumber(killSignal) {
  if (typeof killSignal === 'string' || typeof killSignal === 'number') return convertToValidSignal(killSignal);
  if (killSignal !== undefined && killSignal !== null) {
    throw new ERR_INVALID_ARG_TYPE('options.killSignal', ['string', 'number'], killSignal);
  }
  return undefined;
}

function isGiven(value) {
  return value !== undefined && value !== null;
}

function checkOptions(options) {
  const { argv0, detached, gid, shell, uid, windowsHide, windowsVerbatimArguments } = options;
  if (isGiven(detached)) validateBoolean(detached, 'options.detached');
  if (isGiven(uid) && !isInt32(uid)) throw new ERR_INVALID_ARG_TYPE('options.uid', 'int32', uid);
  if (isGiven(gid) && !isInt32(gid)) throw new ERR_INVALID_ARG_TYPE('options.gid', 'int32', gid);
  if (isGiven(shell) && typeof shell !== 'boolean' && typeof shell !== 'string') {
    throw new ERR_INVALID_ARG_TYPE('options.shell', ['boolean', 'string'], shell);
  }
  if (isGiven(argv0)) {
    validateString(argv0, 'options.argv0');
    checkNoNull(argv0, 'options.argv0');
  }
  if (isGiven(windowsHide)) validateBoolean(windowsHide, 'options.windowsHide');
  if (isGiven(windowsVerbatimArguments)) validateBoolean(windowsVerbatimArguments, 'options.windowsVerbatimArguments');
}

// The shell that runs a command line, and its arguments.
function shellFor(shell, command) {
  if (process.platform === 'win32') {
    const file = typeof shell === 'string' ? shell : process.env.comspec || 'cmd.exe';
    return [file, /^(?:.*\\)?cmd(?:\.exe)?$/i.test(file) ? ['/d', '/s', '/c', `"${command}"`] : ['-c', command]];
  }
  const file = typeof shell === 'string' ? shell : process.platform === 'android' ? '/system/bin/sh' : '/bin/sh';
  return [file, ['-c', command]];
}

// `NAME=value` for everything in the object and what it inherits.
function envPairsOf(env) {
  const pairs = [];
  // eslint-disable-next-line guard-for-in
  for (const name in env) {
    const value = env[name];
    if (value === undefined) continue;
    checkNoNull(name, `options.env['${name}']`);
    checkNoNull(value, `options.env['${name}']`);
    pairs.push(`${name}=${value}`);
  }
  return pairs;
}

function normalizeSpawnArguments(file, args, options) {
  validateString(file, 'file');
  checkNoNull(file, 'file');
  if (file.length === 0) throw new ERR_INVALID_ARG_VALUE('file', file, 'cannot be empty');
  if (Array.isArray(args)) {
    args = args.slice();
  } else if (!isGiven(args)) {
    args = [];
  } else if (typeof args !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('args', 'object', args);
  } else {
    options = args;
    args = [];
  }
  checkNoNulls(args, 'args');
  if (options === undefined) options = kEmptyObject;
  else validateObject(options, 'options');
  options = { __proto__: null, ...options };
  let { cwd } = options;
  if (isGiven(cwd)) {
    const { getValidatedPath } = require('internal/fs/utils');
    cwd = getValidatedPath(cwd, 'options.cwd');
  }
  checkOptions(options);
  if (options.shell) [file, args] = shellFor(options.shell, [file, ...args].join(' '));
  args.unshift(typeof options.argv0 === 'string' ? options.argv0 : file);
  return {
    ...options,
    args,
    cwd,
    detached: !!options.detached,
    envPairs: envPairsOf(options.env || process.env),
    file,
    windowsHide: !!options.windowsHide,
    windowsVerbatimArguments: !!options.windowsVerbatimArguments,
  };
}

function normalizeExecArgs(command, options, callback) {
  validateString(command, 'command');
  checkNoNull(command, 'command');
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  options = { __proto__: null, ...options };
  options.shell = typeof options.shell === 'string' ? options.shell : true;
  return { file: command, options, callback };
}

function normalizeExecFileArgs(file, args, options, callback) {
  if (Array.isArray(args)) {
    args = args.slice();
  } else if (args !== null && typeof args === 'object') {
    callback = options;
    options = args;
    args = null;
  } else if (typeof args === 'function') {
    callback = args;
    options = null;
    args = null;
  }
  args ??= [];
  if (typeof options === 'function') callback = options;
  else if (isGiven(options)) validateObject(options, 'options');
  if (typeof options === 'function' || !isGiven(options)) options = kEmptyObject;
  if (isGiven(callback)) validateFunction(callback, 'callback');
  if (isGiven(options.argv0)) {
    validateString(options.argv0, 'options.argv0');
    checkNoNull(options.argv0, 'options.argv0');
  }
  return { file, args, options, callback };
}

module.exports = {
  checkMaxBuffer,
  checkNoNull,
  checkNoNulls,
  checkTimeout,
  normalizeExecArgs,
  normalizeExecFileArgs,
  normalizeSpawnArguments,
  signalNumber,
};
