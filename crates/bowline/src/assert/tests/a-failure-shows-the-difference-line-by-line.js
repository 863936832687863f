'use strict';
const assert = require('assert');

assert.throws(() => assert.deepStrictEqual({ a: 1, b: [1, 2] }, { a: 1, b: [1, 3] }), {
  name: 'AssertionError',
  code: 'ERR_ASSERTION',
  operator: 'deepStrictEqual',
  generatedMessage: true,
  message: [
    'Expected values to be strictly deep-equal:',
    '+ actual - expected',
    '',
    '  {',
    '    a: 1,',
    '    b: [',
    '      1,',
    '+     2',
    '-     3',
    '    ]',
    '  }'].join('\n'),
});
assert.throws(() => assert.strictEqual(1, 2), { message: 'Expected values to be strictly equal:\n\n1 !== 2\n' });
assert.throws(() => assert.equal(1, 2), { message: '1 == 2' });
