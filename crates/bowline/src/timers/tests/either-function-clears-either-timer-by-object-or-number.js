'use strict';
// T8
const assert = require('assert');

clearInterval(setTimeout(assert.fail, 1));
clearTimeout(setInterval(assert.fail, 1));
clearTimeout(+setTimeout(assert.fail, 1));
clearTimeout(String(+setTimeout(assert.fail, 1)));
for (const nothing of [undefined, null, 0, -1, NaN, 'x', {}, [], () => {}, Symbol()]) {
  clearTimeout(nothing);
  clearInterval(nothing);
}
clearImmediate(undefined);
clearImmediate(null);
let runs = 0;
const interval = setInterval(() => {
  if (++runs === 2) clearInterval(interval);
}, 1);
process.on('exit', () => assert.strictEqual(runs, 2));
