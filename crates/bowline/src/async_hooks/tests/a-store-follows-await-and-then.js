'use strict';
const assert = require('assert');
const { AsyncLocalStorage } = require('async_hooks');

const storage = new AsyncLocalStorage();
const seen = [];

async function work(name) {
  const note = (place) => seen.push([name, place, storage.getStore()]);
  note('start');
  await 5;
  note('after a value');
  await Promise.resolve();
  note('after a settled promise');
  await new Promise((resolve) => setTimeout(resolve, 5));
  note('after a pending promise');
  try {
    await Promise.reject(new Error('no'));
  } catch {
    note('after a rejected promise');
  }
  try {
    await new Promise((resolve, reject) => setImmediate(reject, new Error('no')));
  } catch {
    note('after a promise that was rejected later');
  }
  await { then(resolve) { setTimeout(resolve, 1); } };
  note('after a thenable');
  await Promise.all([1, Promise.resolve(2), new Promise(setImmediate)]);
  note('after all');
  await inner();
  note('after another function');
  for await (const item of items()) note(`in a loop ${item}`);
  await Promise.resolve(1).then(() => note('in then')).finally(() => note('in finally'));
  return name;
}

async function inner() {
  await null;
  await new Promise(setImmediate);
}

async function* items() {
  yield 1;
  await new Promise(setImmediate);
  yield 2;
}

const shared = new Promise((resolve) => setTimeout(resolve, 3));
const orders = [];

const runs = [undefined, 'a', 'b'].map((store) => {
  const start = () => {
    const result = work(String(store));
    shared.then(() => orders.push(storage.getStore()));
    return result;
  };
  return store === undefined ? start() : storage.run(store, start);
});
assert.strictEqual(storage.getStore(), undefined);

Promise.all(runs).then((names) => {
  assert.strictEqual(storage.getStore(), undefined);
  assert.deepStrictEqual(names, ['undefined', 'a', 'b']);
  assert.deepStrictEqual(orders, [undefined, 'a', 'b']);
  for (const [name, place, store] of seen) assert.strictEqual(String(store), name, place);
  assert.strictEqual(seen.length, 3 * 13);
});
