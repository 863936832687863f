'use strict';
const assert = require('assert');
const { win32 } = require('path');

assert.strictEqual(win32.normalize('CON:'), '.\\CON:.');
assert.strictEqual(win32.normalize('x/../C:/y'), '.\\C:\\y');
assert.strictEqual(win32.join('a', '\\\\b'), 'a\\b');
assert.strictEqual(win32.join('\\\\server', 'share'), '\\\\server\\share\\');
