'use strict';
// M3
const assert = require('assert');

const log = [];
for (const name of ['a', 'b']) {
  setImmediate(() => {
    log.push(`immediate ${name}`);
    queueMicrotask(() => log.push(`micro ${name}`));
    process.nextTick(() => log.push(`tick ${name}`));
  });
}
process.on('exit', () => {
  assert.deepStrictEqual(log, ['immediate a', 'tick a', 'micro a', 'immediate b', 'tick b', 'micro b']);
});
