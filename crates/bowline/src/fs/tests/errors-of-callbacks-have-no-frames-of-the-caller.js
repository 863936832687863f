'use strict';
// C8
const assert = require('assert');

require('fs').readFile('nosuch', (error) => {
  assert.strictEqual(error.stack, "Error: ENOENT: no such file or directory, open 'nosuch'");
});
