'use strict';
const assert = require('assert');
const { Writable } = require('stream');

const seen = [];
const writable = new Writable({
  write(chunk, encoding, callback) {
    setImmediate(callback, new Error('broken'));
  },
});
writable.write('a', (error) => seen.push(`a ${error.message}`));
writable.write('b', (error) => seen.push(`b ${error.message}`));
writable.end((error) => seen.push(`end ${error.message}`));
writable.on('error', () => seen.push('error'));
writable.on('close', () => {
  assert.deepStrictEqual(seen, ['a broken', 'b broken', 'end broken', 'error']);
});
