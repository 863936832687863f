'use strict';
// X1, S1

const assert = require('assert');
const events = [];
const timer = setInterval(() => {}, 1000);
process.once('SIGUSR2', (...args) => {
  events.push(args);
  clearInterval(timer);
});
process.on('SIGUSR2', (name) => events.push(name));
process.kill(process.pid, 'SIGUSR2');
events.push('sync');
process.on('exit', () => {
  assert.deepStrictEqual(events, ['sync', ['SIGUSR2', require('os').constants.signals.SIGUSR2], 'SIGUSR2']);
});
