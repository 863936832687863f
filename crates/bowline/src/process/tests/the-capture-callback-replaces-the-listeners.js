'use strict';
// E5

const assert = require('assert');
const events = [];
process.on('uncaughtException', () => events.push('listener'));
assert.strictEqual(process.hasUncaughtExceptionCaptureCallback(), false);
process.setUncaughtExceptionCaptureCallback((error) => events.push(error));
assert.strictEqual(process.hasUncaughtExceptionCaptureCallback(), true);
assert.throws(() => process.setUncaughtExceptionCaptureCallback(() => {}),
  { code: 'ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET' });
assert.throws(() => process.setUncaughtExceptionCaptureCallback(1), { code: 'ERR_INVALID_ARG_TYPE' });
setImmediate(() => {
  process.setUncaughtExceptionCaptureCallback(null);
  setImmediate(() => { throw 2; });
});
setTimeout(() => {}, 20);
process.on('exit', () => assert.deepStrictEqual(events, [1, 'listener']));
throw 1;
