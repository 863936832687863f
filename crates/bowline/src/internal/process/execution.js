'use strict';

// What the runtime calls between callbacks of the loop, when an error is nobody's, and at the end.

const engine = require('runtime/engine');
const process = require('process');
const system = require('process/native');
const { getOptionValue } = require('internal/options');

const REJECTION_MODES = ['none', 'strict', 'throw', 'warn', 'warn-with-error-code'];
const BAD_OPTION = 9; // the exit code when an option makes no sense
const NO_HANDLER = 6; // the exit code when the function for uncaught errors is gone

// Until there is a rejection, nothing of what deals with them is loaded.
let rejections;

const hooks = {
  rejection(promise, reason, isHandled) {
    if (isHandled && rejections === undefined) return;
    rejections ??= require('process/rejections');
    rejections.onRejection(promise, reason, isHandled);
    if (rejections.hasWork()) engine.setHasRejections();
  },

  rejections() {
    if (rejections === undefined) return;
    rejections.processRejections();
    if (rejections.hasWork()) engine.setHasRejections();
  },

  uncaught(error, fromPromise) {
    // A program may have put its own function there, or nothing.
    if (typeof process._fatalException !== 'function') engine.exit(NO_HANDLER);
    return process._fatalException(error, fromPromise);
  },

  // The loop has nothing left. A listener may give it something.
  beforeExit() {
    process.emit('beforeExit', code());
  },

  // The program ends: gives the code it ends with.
  exit() {
    if (!process._exiting) {
      process._exiting = true;
      process.emit('exit', code());
    }
    return code();
  },
};

function code() {
  return +process.exitCode || 0;
}

// What options and variables ask for before the program runs.
function prepare() {
  const mode = getOptionValue('--unhandled-rejections');
  if (mode !== undefined && mode !== '' && !REJECTION_MODES.includes(mode)) {
    system.writeSync(2, `${process.execPath}: invalid value for --unhandled-rejections\n`);
    engine.exit(BAD_OPTION);
  }
  if (getOptionValue('--deprecation') === false) process.noDeprecation = true;
  if (getOptionValue('--throw-deprecation')) process.throwDeprecation = true;
  if (getOptionValue('--trace-warnings')) process.traceProcessWarnings = true;
  if (getOptionValue('--trace-warnings') || getOptionValue('--trace-deprecation')) process.traceDeprecation = true;
  if (getOptionValue('--title')) process.title = getOptionValue('--title');
  if (getOptionValue('--warnings') !== false && system.variable('NODE_NO_WARNINGS') !== '1') {
    process.on('warning', (warning) => require('process/warning').onWarning(warning));
  }
  if (system.variable('NODE_CHANNEL_FD') !== undefined) require('child_process/parent').connect();
}

prepare();

module.exports = { hooks };
