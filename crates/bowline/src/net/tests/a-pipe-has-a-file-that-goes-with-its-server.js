'use strict';
const assert = require('assert');
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pipe-'));
const file = path.join(folder, 'socket');
const server = net.createServer((socket) => socket.end('through the pipe'));
server.listen(file, () => {
  assert.strictEqual(server.address(), file);
  assert.ok(fs.statSync(file).isSocket());
  const client = net.connect(file);
  let text = '';
  client.setEncoding('utf8');
  client.on('data', (data) => { text += data; });
  client.on('close', () => {
    assert.strictEqual(text, 'through the pipe');
    assert.strictEqual(client.remoteAddress, undefined);
    server.close(() => {
      assert.strictEqual(fs.existsSync(file), false);
      net.connect(file).on('error', (error) => {
        assert.strictEqual(error.message, `connect ENOENT ${file}`);
        assert.strictEqual(error.address, file);
        assert.strictEqual('port' in error, false);
        fs.rmdirSync(folder);
      });
    });
  });
});
