'use strict';
const assert = require('assert');
const { parseArgs } = require('util');

const options = {
  verbose: { type: 'boolean', short: 'v', multiple: true },
  file: { type: 'string', short: 'f', default: 'none' },
};
const { values, positionals } = parseArgs({ args: ['-vvf', 'x', 'a', '--', '-b'], options, allowPositionals: true });
assert.deepStrictEqual({ ...values }, { verbose: [true, true], file: 'x' });
assert.deepStrictEqual(positionals, ['a', '-b']);
assert.strictEqual(parseArgs({ args: [], options }).values.file, 'none');
assert.throws(() => parseArgs({ args: ['--other'], options }), { code: 'ERR_PARSE_ARGS_UNKNOWN_OPTION' });
assert.throws(() => parseArgs({ args: ['--file'], options }), {
  code: 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE', message: "Option '-f, --file <value>' argument missing",
});
