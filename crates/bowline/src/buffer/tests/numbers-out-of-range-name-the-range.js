'use strict';
const assert = require('assert');

const buffer = Buffer.alloc(8);
assert.throws(() => buffer.writeUInt8(256), {
  code: 'ERR_OUT_OF_RANGE',
  message: 'The value of "value" is out of range. It must be >= 0 and <= 255. Received 256',
});
assert.throws(() => buffer.writeIntBE(2 ** 47, 0, 6), {
  code: 'ERR_OUT_OF_RANGE',
  message: 'The value of "value" is out of range. It must be >= -(2 ** 47) and < 2 ** 47. ' +
    'Received 140_737_488_355_328',
});
assert.throws(() => buffer.readInt32LE(5), {
  code: 'ERR_OUT_OF_RANGE',
  message: 'The value of "offset" is out of range. It must be >= 0 and <= 4. Received 5',
});
