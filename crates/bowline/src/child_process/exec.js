'use strict';
// `exec` and `execFile`: a program's whole output at its end.

const { Buffer } = require('buffer');
const {
  genericNodeError, codes: { ERR_CHILD_PROCESS_STDIO_MAXBUFFER },
} = require('internal/errors');
const { createDeferredPromise, getSystemErrorName, promisify } = require('internal/util');
const {
  checkMaxBuffer, checkTimeout, normalizeExecArgs, normalizeExecFileArgs, signalNumber,
} = require('child_process/arguments');

const MAX_BUFFER = 1024 * 1024;

// What a stream of the child gave, up to a maximum.
class Collected {
  constructor(stream, name, encoding, max, onTooMuch) {
    this.stream = stream;
    this.chunks = [];
    this.length = 0;
    if (!stream) return;
    if (encoding) stream.setEncoding(encoding);
    stream.on('data', (chunk) => {
      if (max !== Infinity) {
        const textEncoding = stream.readableEncoding;
        const length = textEncoding ? Buffer.byteLength(chunk, textEncoding) : chunk.length;
        this.length += length;
        if (this.length > max) {
          chunk = chunk.slice(0, max - (this.length - length));
          onTooMuch(new ERR_CHILD_PROCESS_STDIO_MAXBUFFER(name));
        }
      }
      this.chunks.push(chunk);
    });
  }

  value(encoding) {
    return encoding || this.stream?.readableEncoding ? this.chunks.join('') : Buffer.concat(this.chunks);
  }
}

function execFile(file, args, options, callback) {
  ({ file, args, options, callback } = normalizeExecFileArgs(file, args, options, callback));
  options = {
    __proto__: null,
    encoding: 'utf8',
    timeout: 0,
    maxBuffer: MAX_BUFFER,
    killSignal: 'SIGTERM',
    cwd: null,
    env: null,
    shell: false,
    ...options,
  };
  checkTimeout(options.timeout);
  checkMaxBuffer(options.maxBuffer);
  options.killSignal = signalNumber(options.killSignal);
  const child = require('child_process').spawn(file, args, {
    argv0: options.argv0,
    cwd: options.cwd,
    env: options.env,
    gid: options.gid,
    shell: options.shell,
    signal: options.signal,
    uid: options.uid,
    windowsHide: !!options.windowsHide,
    windowsVerbatimArguments: !!options.windowsVerbatimArguments,
  });
  collect(child, file, args, options, callback);
  return child;
}

function collect(child, file, args, options, callback) {
  const timers = require('timers');
  const encoding = options.encoding !== 'buffer' && Buffer.isEncoding(options.encoding) ? options.encoding : null;
  let failure = null;
  let isKilled = false;
  let isDone = false;
  let timeout;

  const onTooMuch = (error) => {
    failure = error;
    kill();
  };
  const stdout = new Collected(child.stdout, 'stdout', encoding, options.maxBuffer, onTooMuch);
  const stderr = new Collected(child.stderr, 'stderr', encoding, options.maxBuffer, onTooMuch);

  function kill() {
    child.stdout?.destroy();
    child.stderr?.destroy();
    isKilled = true;
    try {
      child.kill(options.killSignal);
    } catch (error) {
      failure ??= error;
      done();
    }
  }

  function done(code, signal) {
    if (isDone) return;
    isDone = true;
    if (timeout) timers.clearTimeout(timeout);
    if (!callback) return;
    const output = stdout.value(encoding);
    const errors = stderr.value(encoding);
    if (!failure && code === 0 && signal === null) {
      callback(null, output, errors);
      return;
    }
    const command = args.length === 0 ? file : `${file} ${args.join(' ')}`;
    failure ??= genericNodeError(`Command failed: ${command}\n${errors}`, {
      code: code < 0 ? getSystemErrorName(code) : code,
      killed: child.killed || isKilled,
      signal,
    });
    failure.cmd = command;
    callback(failure, output, errors);
  }

  if (options.timeout > 0) {
    timeout = timers.setTimeout(() => {
      timeout = null;
      kill();
    }, options.timeout);
  }
  child.addListener('close', done);
  child.addListener('error', (error) => {
    failure = error;
    child.stdout?.destroy();
    child.stderr?.destroy();
    done();
  });
}

function exec(command, options, callback) {
  const { file, options: shellOptions, callback: done } = normalizeExecArgs(command, options, callback);
  return require('child_process').execFile(file, shellOptions, done);
}

// The promise has the child as its property `child`.
function promising(original) {
  return (...args) => {
    const { promise, resolve, reject } = createDeferredPromise();
    // What is wrong with the arguments is thrown, and does not reject.
    promise.child = original(...args, (error, stdout, stderr) => {
      if (error === null) {
        resolve({ stdout, stderr });
        return;
      }
      error.stdout = stdout;
      error.stderr = stderr;
      reject(error);
    });
    return promise;
  };
}

for (const original of [exec, execFile]) {
  Object.defineProperty(original, promisify.custom, { enumerable: false, value: promising(original) });
}

module.exports = { MAX_BUFFER, exec, execFile };
