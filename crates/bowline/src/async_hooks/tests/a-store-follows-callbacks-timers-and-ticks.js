'use strict';
const assert = require('assert');
const fs = require('fs');
const { AsyncLocalStorage, AsyncResource } = require('async_hooks');

const storage = new AsyncLocalStorage();
const other = new AsyncLocalStorage();
let calls = 0;

function expect(store, what) {
  return () => {
    calls++;
    assert.strictEqual(storage.getStore(), store, what);
  };
}

for (const store of [{ n: 1 }, { n: 2 }]) {
  storage.run(store, () => {
    setTimeout(expect(store, 'timeout'), 2);
    setImmediate(expect(store, 'immediate'));
    process.nextTick(expect(store, 'tick'));
    queueMicrotask(expect(store, 'microtask'));
    fs.stat(__filename, expect(store, 'callback'));
    other.run('inner', () => setImmediate(() => {
      calls++;
      assert.strictEqual(storage.getStore(), store);
      assert.strictEqual(other.getStore(), 'inner');
    }));
    assert.strictEqual(other.getStore(), undefined);
    storage.exit(() => {
      assert.strictEqual(storage.getStore(), undefined);
      setImmediate(expect(undefined, 'exit'));
    });
    assert.strictEqual(storage.getStore(), store);
  });
}

const bound = storage.run('bound', () => AsyncLocalStorage.bind(() => storage.getStore()));
const snapshot = storage.run('snapshot', () => AsyncLocalStorage.snapshot());
assert.strictEqual(bound(), 'bound');
assert.strictEqual(snapshot((a) => [storage.getStore(), a], 3).join(), 'snapshot,3');
const resource = storage.run('resource', () => new AsyncResource('Kind'));
assert.strictEqual(resource.runInAsyncScope(() => storage.getStore()), 'resource');
assert.strictEqual(storage.getStore(), undefined);
assert.strictEqual(storage.run(1, (a, b) => a + b, 2, 3), 5);
assert.throws(() => storage.run(1, () => { throw new Error('thrown'); }), /thrown/);
assert.strictEqual(storage.getStore(), undefined);

setImmediate(() => {
  storage.enterWith('entered');
  assert.strictEqual(storage.getStore(), 'entered');
  setImmediate(expect('entered', 'enterWith'));
});
setImmediate(expect(undefined, 'the next callback'));

process.on('exit', () => {
  assert.strictEqual(storage.getStore(), undefined);
  assert.strictEqual(calls, 2 * 7 + 2);
});
