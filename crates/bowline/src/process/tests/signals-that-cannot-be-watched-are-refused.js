'use strict';
// S3

const assert = require('assert');
for (const name of ['SIGKILL', 'SIGSTOP']) {
  assert.throws(() => process.on(name, () => {}), { code: 'EINVAL', syscall: 'uv_signal_start' });
}
assert.throws(() => process.kill(process.pid, 999), { code: 'EINVAL', errno: -22, syscall: 'kill', message: 'kill EINVAL' });
assert.throws(() => process.kill(process.pid, 'SIGNOPE'), { code: 'ERR_UNKNOWN_SIGNAL' });
assert.strictEqual(process.kill(process.pid, 0), true);
