'use strict';
// H7
const assert = require('assert');

new Promise(() => {}).then(assert.fail);
process.on('SIGUSR2', () => {});
AbortSignal.timeout(60_000).addEventListener('abort', assert.fail);
setTimeout(assert.fail, 60_000).unref();
require('net').createServer().listen(0).unref();
