'use strict';
const assert = require('assert');
const crypto = require('crypto');
const { Readable, pipeline } = require('stream');

const key = Buffer.alloc(32, 1);
const iv = Buffer.alloc(16, 2);
const parts = [];
let text = '';
pipeline(
  Readable.from([Buffer.from('one '), Buffer.from('two '), Buffer.from('three')]),
  crypto.createCipheriv('aes-256-cbc', key, iv),
  crypto.createDecipheriv('aes-256-cbc', key, iv),
  async function(source) {
    for await (const chunk of source) parts.push(chunk);
  },
  (error) => {
    assert.ifError(error);
    text = Buffer.concat(parts).toString();
  });

let failure;
const broken = crypto.createDecipheriv('aes-256-cbc', key, iv);
broken.on('error', (error) => { failure = error.code; });
broken.end(Buffer.alloc(15));
broken.resume();

process.on('exit', () => {
  assert.strictEqual(text, 'one two three');
  assert.strictEqual(failure, 'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH');
});
