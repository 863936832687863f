'use strict';
const assert = require('assert');
const { AsyncLocalStorage } = require('async_hooks');

const storage = new AsyncLocalStorage();
const told = [];
process.on('unhandledRejection', (reason) => told.push(reason.message));

storage.run('x', () => {
  Promise.reject(new Error('at once'));
  (async () => {
    await new Promise(setImmediate);
    throw new Error('after await');
  })();
  const later = new Promise((resolve, reject) => setImmediate(reject, new Error('later')));
  assert.strictEqual(Promise.resolve(later), later);
  const handled = Promise.reject(new Error('handled'));
  handled.catch(() => {});
});

process.on('exit', () => assert.deepStrictEqual(told.sort(), ['after await', 'at once', 'later']));
