'use strict';
// M3: the same drain after every callback of the loop.
const assert = require('assert');

const log = [];
for (const name of ['a', 'b']) {
  setTimeout(() => {
    log.push(`timer ${name}`);
    Promise.resolve().then(() => log.push(`micro ${name}`));
    process.nextTick(() => log.push(`tick ${name}`));
  }, 1);
}
process.on('exit', () => {
  assert.deepStrictEqual(log, ['timer a', 'tick a', 'micro a', 'timer b', 'tick b', 'micro b']);
});
