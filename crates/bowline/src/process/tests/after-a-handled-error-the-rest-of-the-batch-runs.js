'use strict';
// E3

const assert = require('assert');
const events = [];
process.on('uncaughtException', (error, origin) => events.push([error.message, origin]));
setImmediate(() => { events.push('first'); throw new Error('a'); });
setImmediate(() => { events.push('second'); throw new Error('b'); });
setImmediate(() => events.push('third'));
process.on('exit', () => {
  assert.deepStrictEqual(events, [
    'first', ['a', 'uncaughtException'], 'second', ['b', 'uncaughtException'], 'third',
  ]);
});
