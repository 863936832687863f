'use strict';
const assert = require('assert');
const { deprecate } = require('util');

const warnings = [];
process.on('warning', (warning) => warnings.push(`${warning.name} ${warning.code} ${warning.message}`));
const first = deprecate((n) => n + 1, 'first is old', 'DEP_TEST');
const second = deprecate(class { value = 1; }, 'second is old', 'DEP_TEST');
assert.strictEqual(first(1), 2);
assert.strictEqual(first(2), 3);
assert.strictEqual(new second().value, 1);
process.on('exit', () => assert.deepStrictEqual(warnings, ['DeprecationWarning DEP_TEST first is old']));
