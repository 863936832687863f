'use strict';
// Programs that are waited for.

const process = require('process');
const { Buffer } = require('buffer');
const {
  ErrnoException, genericNodeError, codes: { ERR_INVALID_ARG_TYPE },
} = require('internal/errors');
const {
  checkMaxBuffer, checkTimeout, normalizeExecArgs, normalizeExecFileArgs, normalizeSpawnArguments, signalNumber,
} = require('child_process/arguments');
const { nativeStdio, normalizeStdio } = require('child_process/stdio');
const { MAX_BUFFER } = require('child_process/exec');

function bytesOf(input, encoding, name) {
  if (ArrayBuffer.isView(input)) return input;
  if (typeof input === 'string') return Buffer.from(input, encoding);
  throw new ERR_INVALID_ARG_TYPE(name, ['Buffer', 'TypedArray', 'DataView', 'string'], input);
}

function spawnSync(file, args, options) {
  options = { __proto__: null, maxBuffer: MAX_BUFFER, ...normalizeSpawnArguments(file, args, options) };
  checkTimeout(options.timeout);
  checkMaxBuffer(options.maxBuffer);
  const killSignal = signalNumber(options.killSignal);
  const { stdio } = normalizeStdio(options.stdio || 'pipe', true);
  let input;
  if (options.input) {
    stdio[0] = { ...stdio[0], type: 'pipe', fd: undefined };
    input = bytesOf(options.input, options.encoding === 'buffer' ? undefined : options.encoding, 'options.stdio[0]');
  }
  const outcome = native.spawnSync({
    file: options.file,
    args: options.args.map(String),
    cwd: options.cwd || undefined,
    env: options.envPairs,
    stdio: nativeStdio(stdio),
    detached: options.detached,
    uid: options.uid ?? undefined,
    gid: options.gid ?? undefined,
    input,
    timeout: options.timeout ?? undefined,
    maxBuffer: options.maxBuffer ?? undefined,
    killSignal,
  });
  return resultOf(outcome, options);
}

function resultOf(outcome, options) {
  const error = typeof outcome === 'number' ? outcome : errnoOf(outcome.stopped);
  const hasRun = typeof outcome === 'object';
  const result = {};
  if (error !== undefined) result.error = errorOf(error, options);
  const signal = hasRun && outcome.signal ? require('child_process/child').signalName(outcome.signal) : null;
  result.status = hasRun && signal === null ? outcome.code : null;
  result.signal = signal;
  result.output = hasRun ? decoded(outcome.output, options.encoding) : null;
  result.pid = hasRun ? outcome.pid : 0;
  result.stdout = result.output && result.output[1];
  result.stderr = result.output && result.output[2];
  return result;
}

function errnoOf(code) {
  return code ? -require('os').constants.errno[code] : undefined;
}

function errorOf(errno, options) {
  const error = new ErrnoException(errno, `spawnSync ${options.file}`);
  error.path = options.file;
  error.spawnargs = options.args.slice(1);
  return error;
}

function decoded(output, encoding) {
  if (!encoding || encoding === 'buffer') return output;
  return output.map((bytes) => (bytes ? bytes.toString(encoding) : bytes));
}

function failureOf(result, args, command) {
  if (result.error) return Object.assign(result.error, result);
  if (result.status === 0) return undefined;
  let message = `Command failed: ${command || args.join(' ')}`;
  if (result.stderr?.length > 0) message += `\n${result.stderr.toString()}`;
  return genericNodeError(message, result);
}

// What the program complains of is shown, unless the caller said where it goes.
function finish(result, showsErrors, args, command) {
  if (showsErrors && result.stderr) process.stderr.write(result.stderr);
  const failure = failureOf(result, args, command);
  if (failure) throw failure;
  return result.stdout;
}

function execFileSync(file, args, options) {
  ({ file, args, options } = normalizeExecFileArgs(file, args, options));
  const result = spawnSync(file, args, options);
  return finish(result, !options.stdio, [options.argv0 || file, ...args], undefined);
}

function execSync(command, options) {
  const normalized = normalizeExecArgs(command, options, null);
  const result = spawnSync(normalized.file, normalized.options);
  return finish(result, !normalized.options.stdio, undefined, command);
}

module.exports = { execFileSync, execSync, spawnSync };
