'use strict';
const assert = require('assert');
const os = require('os');
for (const list of Object.values(os.networkInterfaces())) {
  for (const entry of list) {
    assert.match(entry.mac, /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/);
    assert.strictEqual(entry.cidr.split('/')[0], entry.address);
    assert.strictEqual('scopeid' in entry, entry.family === 'IPv6');
    if (entry.address === '127.0.0.1') assert.strictEqual(entry.cidr, '127.0.0.1/8');
  }
}
