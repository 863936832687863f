'use strict';
// E11

const assert = require('assert');
const events = [];
setTimeout(() => assert.fail('it holds nobody'), 1000).unref();
process.on('beforeExit', (code) => {
  events.push(['beforeExit', code]);
  if (events.length < 4) setTimeout(() => events.push('timer'), 1);
});
process.on('exit', () => {
  assert.deepStrictEqual(events, [['beforeExit', 0], 'timer', ['beforeExit', 0], 'timer', ['beforeExit', 0]]);
});
