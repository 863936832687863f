'use strict';
const assert = require('assert');
const { channel } = require('diagnostics_channel');

const heard = [];
const failure = new Error('mine');
channel('test').subscribe(() => { throw failure; });
channel('test').subscribe((message, name) => heard.push(name, message));
process.once('uncaughtException', (error) => {
  assert.strictEqual(error, failure);
  heard.push('caught');
});
channel('test').publish(1);
assert.deepStrictEqual(heard, ['test', 1]);
process.on('exit', () => assert.deepStrictEqual(heard, ['test', 1, 'caught']));
