'use strict';
const assert = require('assert');
const { BlockList, SocketAddress } = require('net');

const list = new BlockList();
list.addAddress('1.1.1.1');
const copy = structuredClone(list);
assert.notStrictEqual(copy, list);
assert.ok(copy.check('1.1.1.1'));
copy.addAddress('2.2.2.2');
assert.ok(list.check('2.2.2.2'));
const address = structuredClone(new SocketAddress({ address: '1.2.3.4', port: 5 }));
assert.ok(SocketAddress.isSocketAddress(address));
assert.strictEqual(address.port, 5);
