'use strict';
const assert = require('assert');

const fail = () => { throw Object.assign(new TypeError('bad thing'), { code: 'E_BAD', details: [1] }); };
assert.throws(fail, TypeError);
assert.throws(fail, /^TypeError: bad/);
assert.throws(fail, { message: /thing$/, code: 'E_BAD', details: [1] });
assert.throws(fail, (error) => error.code === 'E_BAD');
assert.throws(() => assert.throws(fail, RangeError), { code: 'ERR_ASSERTION', operator: 'throws' });
assert.throws(() => assert.throws(() => {}, RangeError), { message: 'Missing expected exception (RangeError).' });
assert.throws(() => assert.throws(fail, 'bad thing'), { code: 'ERR_AMBIGUOUS_ARGUMENT' });
assert.throws(() => assert.throws(fail, {}), { code: 'ERR_INVALID_ARG_VALUE' });
assert.rejects(assert.rejects(Promise.resolve(1)), { message: 'Missing expected rejection.' });
assert.rejects(assert.rejects(() => 5), { code: 'ERR_INVALID_RETURN_VALUE' });
