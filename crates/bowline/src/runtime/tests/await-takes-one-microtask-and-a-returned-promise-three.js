'use strict';
// M7
const assert = require('assert');

const log = [];
(async () => {
  await null;
  log.push('await');
})();
(async () => Promise.resolve())().then(() => log.push('returned'));
let chain = Promise.resolve();
for (let i = 1; i <= 5; i++) chain = chain.then(() => log.push(i));
process.on('exit', () => assert.deepStrictEqual(log, ['await', 1, 2, 'returned', 3, 4, 5]));
