'use strict';
const assert = require('assert');
const os = require('os');
assert.throws(() => os.getPriority(-1), {
  name: 'SystemError', code: 'ERR_SYSTEM_ERROR',
  message: 'A system error occurred: uv_os_getpriority returned ESRCH (no such process)',
});
assert.throws(() => os.setPriority(0, 40), { code: 'ERR_OUT_OF_RANGE' });
assert.strictEqual(typeof os.getPriority(), 'number');
