'use strict';
// Whole files at once: readFile, writeFile, appendFile.
const { parseFileMode, validateBoolean, validateFunction } = require('internal/validators');
const {
  copyObject,
  getOptions,
  getValidatedPath,
  isFd,
  stringToFlags,
  validateStringAfterArrayBufferView,
} = require('internal/fs/utils');

const readDefaults = { flag: 'r' };
const writeDefaults = { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false };
const appendDefaults = { encoding: 'utf8', mode: 0o666, flag: 'a', flush: false };

function isUtf8(encoding) {
  return encoding === 'utf8' || encoding === 'utf-8';
}

// Native code makes buffers, which are what the module says once it is loaded.
let hasBuffers = false;

function needBuffers() {
  if (hasBuffers) return;
  hasBuffers = true;
  require('buffer');
}

// What native code gives is text already if that was asked for in UTF-8.
function decoded(data, encoding) {
  return typeof data === 'string' || !encoding ? data : data.toString(encoding);
}

function startRead(path, flag, encoding, callback) {
  const asText = isUtf8(encoding);
  if (!asText) needBuffers();
  if (isFd(path)) return native.readFd(path, asText, callback);
  return native.readFile(path, flag, asText, callback);
}

function readFile(path, options, callback) {
  callback ||= options;
  validateFunction(callback, 'cb');
  options = getOptions(options, readDefaults);
  if (!isFd(path)) path = getValidatedPath(path);
  const { encoding, signal } = options;
  const flag = options.flag === 'r' ? 0 : stringToFlags(options.flag || 'r');
  let done = callback;
  if (encoding && !isUtf8(encoding)) {
    done = (error, data) => {
      if (error) {
        callback(error);
        return;
      }
      let text;
      try {
        text = decoded(data, encoding);
      } catch (tooLong) {
        callback(tooLong);
        return;
      }
      callback(null, text);
    };
  }
  if (signal) startAborted(signal, done, (settle) => startRead(path, flag, encoding, settle));
  else startRead(path, flag, encoding, done);
}

// Does what `start` starts unless `signal` comes first; then the result is not waited for.
function startAborted(signal, callback, start) {
  if (signal.aborted) {
    require('process').nextTick(callback, abortError(signal));
    return;
  }
  let isSettled = false;
  let cancel;
  const settle = (error, value) => {
    if (isSettled) return;
    isSettled = true;
    if (isHeard) signal.removeEventListener('abort', onAbort);
    if (signal.aborted) callback(abortError(signal));
    else if (value === undefined) callback(error);
    else callback(error, value);
  };
  const onAbort = () => {
    cancel?.();
    settle();
  };
  const isHeard = listenTo(signal, onAbort);
  start(settle);
  cancel = native.cancelLast();
}

// A signal that is wrapped or frozen may not let anybody listen; then it is asked at the end.
function listenTo(signal, listener) {
  try {
    signal.addEventListener('abort', listener);
    return true;
  } catch {
    return false;
  }
}

function abortError(signal) {
  const { AbortError } = require('internal/errors');
  return new AbortError(undefined, { cause: signal.reason });
}

function readFileSync(path, options) {
  options = getOptions(options, readDefaults);
  const { encoding } = options;
  if (!isUtf8(encoding)) needBuffers();
  if (isFd(path)) return decoded(native.readFd(path, isUtf8(encoding)), encoding);
  path = getValidatedPath(path);
  return decoded(native.readFile(path, stringToFlags(options.flag || 'r'), isUtf8(encoding)), encoding);
}

// The bytes to write.
function contentOf(data, encoding) {
  if (ArrayBuffer.isView(data)) return data;
  validateStringAfterArrayBufferView(data, 'data');
  return require('buffer').Buffer.from(data, encoding || 'utf8');
}

function writeOptions(options, defaults = writeDefaults) {
  options = getOptions(options, defaults);
  const flush = options.flush ?? false;
  validateBoolean(flush, 'options.flush');
  return { encoding: options.encoding, flag: options.flag || 'w', flush, mode: options.mode, signal: options.signal };
}

function startWrite(path, data, flag, mode, flush, callback) {
  if (isFd(path)) return native.writeFd(path, data, flush, callback);
  return native.writeFile(path, data, flag, mode, flush, callback);
}

function writeFile(path, data, options, callback) {
  callback ||= options;
  validateFunction(callback, 'cb');
  const { encoding, flag, flush, mode, signal } = writeOptions(options);
  data = contentOf(data, encoding);
  if (!isFd(path)) path = getValidatedPath(path);
  const flags = stringToFlags(flag);
  const permissions = parseFileMode(mode, 'mode', 0o666);
  const start = (settle) => startWrite(path, data, flags, permissions, flush, settle);
  if (signal) startAborted(signal, callback, start);
  else start(callback);
}

function writeFileSync(path, data, options) {
  const { encoding, flag, flush, mode } = writeOptions(options);
  data = contentOf(data, encoding);
  if (!isFd(path)) path = getValidatedPath(path);
  startWrite(path, data, stringToFlags(flag), parseFileMode(mode, 'mode', 0o666), flush);
}

// Options given by the caller are not changed.
function appendOptions(path, options) {
  options = copyObject(getOptions(options, appendDefaults));
  if (!options.flag || isFd(path)) options.flag = 'a';
  return options;
}

function appendFile(path, data, options, callback) {
  callback ||= options;
  validateFunction(callback, 'cb');
  require('fs').writeFile(path, data, appendOptions(path, options), callback);
}

function appendFileSync(path, data, options) {
  require('fs').writeFileSync(path, data, appendOptions(path, options));
}

module.exports = {
  abortError, appendDefaults, appendFile, appendFileSync, contentOf, decoded, isUtf8, needBuffers, readDefaults, readFile,
  readFileSync, startAborted, startRead, startWrite, writeFile, writeFileSync, writeOptions,
};
