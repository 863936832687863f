'use strict';
const assert = require('assert');
const { after, describe, it, beforeEach, test } = require('node:test');

const events = [];
describe('suite', () => {
  beforeEach(() => events.push('each'));
  after(() => events.push('after'));
  it('first', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    events.push('first');
  });
  it('second', (t, done) => {
    events.push('second');
    setImmediate(done);
  });
  it.skip('third', () => events.push('third'));
});
test('with children', async (t) => {
  await t.test('child', () => events.push('child'));
});
process.on('exit', () => {
  assert.deepStrictEqual(events, ['each', 'first', 'each', 'second', 'after', 'child']);
  assert.strictEqual(process.exitCode ?? 0, 0);
});
