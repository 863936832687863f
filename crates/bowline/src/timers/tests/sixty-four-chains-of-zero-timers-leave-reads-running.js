'use strict';
// L25
const assert = require('assert');

let left = 20;
let stop = false;
for (let i = 0; i < 64; i++) (function chain() { if (!stop) setTimeout(chain, 0); })();
(function immediates() { if (!stop) setImmediate(immediates); })();
(function read() {
  require('fs').readFile(__filename, () => {
    if (--left > 0) read();
    else stop = true;
  });
})();
process.on('exit', () => assert.strictEqual(left, 0));
