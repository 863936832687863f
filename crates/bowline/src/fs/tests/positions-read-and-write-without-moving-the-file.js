'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');

const folder = fs.mkdtempSync(path.join(require('os').tmpdir(), 'bowline-fs-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const file = path.join(folder, 'file');
fs.writeFileSync(file, '0123456789');
const fd = fs.openSync(file, 'r+');
const two = Buffer.alloc(2);

assert.strictEqual(fs.readSync(fd, two), 2);
assert.strictEqual(two.toString(), '01');
assert.strictEqual(fs.readSync(fd, two, { position: 8 }), 2);
assert.strictEqual(two.toString(), '89');
assert.strictEqual(fs.readSync(fd, two, 0, 2, 4n), 2);
assert.strictEqual(two.toString(), '45');
assert.strictEqual(fs.readSync(fd, two, 1, 1, null), 1);
assert.strictEqual(two.toString(), '42');
assert.strictEqual(fs.writeSync(fd, 'ab', 6), 2);
assert.strictEqual(fs.writeSync(fd, Buffer.from('xyz'), 1, 1, 0), 1);
assert.strictEqual(fs.readFileSync(file, 'latin1'), 'y12345ab89');
// From where the file is now, which the positions above did not change.
assert.strictEqual(fs.readFileSync(fd, 'latin1'), '345ab89');

fs.read(fd, { buffer: two, position: 6 }, (error, count, buffer) => {
  assert.ifError(error);
  assert.strictEqual(buffer, two);
  assert.deepStrictEqual([count, buffer.toString()], [2, 'ab']);
  fs.readv(fd, [Buffer.alloc(3), Buffer.alloc(4)], 2, (readError, total, buffers) => {
    assert.ifError(readError);
    assert.deepStrictEqual([total, `${buffers[0]}`, `${buffers[1]}`], [7, '234', '5ab8']);
    fs.writev(fd, [Buffer.from('A'), new Uint8Array([0x42])], 0, (writeError, written) => {
      assert.ifError(writeError);
      assert.strictEqual(written, 2);
      assert.strictEqual(fs.readFileSync(file, 'latin1'), 'AB2345ab89');
      fs.closeSync(fd);
    });
  });
});
