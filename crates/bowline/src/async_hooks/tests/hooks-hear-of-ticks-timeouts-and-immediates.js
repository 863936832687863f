'use strict';
const assert = require('assert');
const { createHook, executionAsyncId, executionAsyncResource } = require('async_hooks');

const KINDS = ['TickObject', 'Timeout', 'Immediate'];
const types = new Map();
const events = [];
const hook = createHook({
  init(id, type) {
    if (!KINDS.includes(type)) return;
    types.set(id, type);
    events.push(`init ${type}`);
  },
  before(id) { if (types.has(id)) events.push(`before ${types.get(id)}`); },
  after(id) { if (types.has(id)) events.push(`after ${types.get(id)}`); },
}).enable();

const ids = new Set();
function call(kind) {
  return () => {
    ids.add(executionAsyncId());
    assert.strictEqual(types.get(executionAsyncId()), kind);
  };
}
process.nextTick(call('TickObject'));
const timeout = setTimeout(() => {
  call('Timeout')();
  assert.strictEqual(executionAsyncResource(), timeout);
}, 1);
setImmediate(call('Immediate'));
hook.disable();
setTimeout(() => {}, 1);
hook.enable();

process.on('exit', () => {
  hook.disable();
  assert.strictEqual(ids.size, 3);
  for (const kind of KINDS) {
    for (const event of ['init', 'before', 'after']) {
      assert.strictEqual(events.filter((each) => each === `${event} ${kind}`).length, 1, `${event} ${kind}`);
    }
  }
});
