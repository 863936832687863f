'use strict';
const assert = require('assert');
const net = require('net');

// L9: not in the closing phase.
const log = [];
const server = net.createServer().listen(0, () => {
  setImmediate(() => log.push('immediate'));
  server.close(() => log.push('close'));
  process.nextTick(() => log.push('tick'));
  log.push('called');
});
process.on('exit', () => {
  assert.deepStrictEqual(log, ['called', 'close', 'tick', 'immediate']);
  let told;
  server.close((error) => { told = error; });
  assert.strictEqual(told, undefined);
});
