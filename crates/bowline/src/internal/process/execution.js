'use strict';

const engine = require('runtime/engine');

function uncaught(error, fromPromise) {
  const process = require('process');
  const origin = fromPromise ? 'unhandledRejection' : 'uncaughtException';
  if (process.listenerCount('uncaughtException') > 0) {
    process.emit('uncaughtException', error, origin);
    return true;
  }
  engine.writeError(`Uncaught:\n${error?.stack ?? String(error)}\n`);
  process.exitCode = 1;
  process.emit('exit', 1);
  return false;
}

module.exports = {
  hooks: {
    uncaught,
    beforeExit() {
      const process = require('process');
      process.emit('beforeExit', process.exitCode || 0);
    },
    exit() {
      const process = require('process');
      process._exiting = true;
      process.emit('exit', process.exitCode || 0);
      return process.exitCode || 0;
    },
  },
};
