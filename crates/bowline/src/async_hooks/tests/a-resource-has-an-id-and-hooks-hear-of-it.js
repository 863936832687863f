'use strict';
const assert = require('assert');
const async_hooks = require('async_hooks');
const { AsyncResource, createHook, executionAsyncId, triggerAsyncId } = async_hooks;

const events = [];
const hook = createHook({
  init(id, type, trigger) { if (type === 'MyKind') events.push(['init', id, trigger]); },
  before(id) { events.push(['before', id]); },
  after(id) { events.push(['after', id]); },
  destroy(id) { events.push(['destroy', id]); },
});
hook.enable();
const main = executionAsyncId();
assert.strictEqual(main, 1);

const resource = new AsyncResource('MyKind', { requireManualDestroy: true });
const id = resource.asyncId();
assert.ok(id > 1);
assert.strictEqual(resource.triggerAsyncId(), main);
const result = resource.runInAsyncScope(function(a, b) {
  assert.strictEqual(this, resource);
  assert.strictEqual(executionAsyncId(), id);
  assert.strictEqual(triggerAsyncId(), main);
  return a + b;
}, resource, 1, 2);
assert.strictEqual(result, 3);
assert.strictEqual(executionAsyncId(), main);
const bound = resource.bind(function(a) { return [executionAsyncId(), a, this]; });
assert.strictEqual(bound.length, 1);
assert.deepStrictEqual(bound.call('me', 5).slice(0, 2), [id, 5]);
resource.emitDestroy();
hook.disable();
new AsyncResource('MyKind').runInAsyncScope(() => {});

assert.deepStrictEqual(events.filter(([name, each]) => each === id && name !== 'destroy'), [
  ['init', id, main], ['before', id], ['after', id], ['before', id], ['after', id],
]);

assert.throws(() => new AsyncResource(), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => new AsyncResource('x', { triggerAsyncId: -2 }), { code: 'ERR_INVALID_ASYNC_ID' });
assert.throws(() => createHook({ init: 1 }), { code: 'ERR_ASYNC_CALLBACK' });
assert.throws(() => resource.bind(1), { code: 'ERR_INVALID_ARG_TYPE' });
