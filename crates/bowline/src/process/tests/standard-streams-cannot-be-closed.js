'use strict';
const assert = require('assert');
process.stdout.destroy();
setImmediate(() => {
  assert.strictEqual(process.stdout.destroyed, false);
  assert.strictEqual(process.stdout.fd, 1);
  assert.strictEqual(process.stderr.fd, 2);
});
