'use strict';

const EventEmitter = require('events');
const engine = require('runtime/engine');
const queues = require('internal/process/task_queues');

const process = Object.create(Object.create(EventEmitter.prototype));
EventEmitter.call(process);
Object.assign(process, {
  argv: [native.execPath, ...native.argv],
  argv0: native.argv0,
  execPath: native.execPath,
  execArgv: native.execArgv,
  env: native.env,
  pid: native.pid,
  platform: 'linux',
  arch: 'x64',
  version: 'v20.20.2',
  versions: { node: '20.20.2' },
  exitCode: undefined,
  nextTick: queues.nextTick,
  cwd: () => native.cwd,
  emitWarning(warning) { engine.writeError(`(node:${native.pid}) ${warning}\n`); },
  exit(code) {
    if (code !== undefined) process.exitCode = code;
    if (!process._exiting) {
      process._exiting = true;
      process.emit('exit', process.exitCode || 0);
    }
    engine.exit(process.exitCode || 0);
  },
});


let stdout;
let stderr;
Object.defineProperty(process, 'stdout', { configurable: true, enumerable: true, get: () => (stdout ??= simple(1)) });
Object.defineProperty(process, 'stderr', { configurable: true, enumerable: true, get: () => (stderr ??= simple(2)) });
process.hrtime = () => [0, 0];
process.umask = () => 18;
process.memoryUsage = () => ({});
process.binding = () => ({});
process.config = { variables: {}, target_defaults: {} };
process.release = { name: 'node' };
process.features = {};
process.getuid = () => 0;

module.exports = process;

function simple(fd) {
  const stream = Object.create(EventEmitter.prototype);
  EventEmitter.call(stream);
  stream.fd = fd;
  stream.writable = true;
  stream.write = (chunk, encoding, done) => {
    engine.writeOut(fd, String(chunk));
    if (typeof encoding === 'function') done = encoding;
    if (done) queues.nextTick(done);
    return true;
  };
  stream.end = () => {};
  return stream;
}
