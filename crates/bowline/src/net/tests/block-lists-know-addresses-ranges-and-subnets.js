'use strict';
const assert = require('assert');
const { BlockList, SocketAddress } = require('net');

const list = new BlockList();
list.addAddress('1.1.1.1');
list.addRange('2.2.2.2', '2.2.2.4');
list.addSubnet('10.0.0.0', 8);
list.addSubnet('2001:db8::', 32, 'ipv6');
for (const address of ['1.1.1.1', '2.2.2.2', '2.2.2.4', '10.255.0.1']) assert.ok(list.check(address), address);
for (const address of ['1.1.1.2', '2.2.2.5', '11.0.0.1', 'x']) assert.ok(!list.check(address), address);
assert.ok(list.check('2001:db8:1::', 'ipv6'));
assert.ok(list.check('::ffff:1.1.1.1', 'ipv6'));
assert.ok(list.check(new SocketAddress({ address: '10.1.1.1' })));
assert.deepStrictEqual(list.rules, [
  'Subnet: IPv6 2001:db8::/32', 'Subnet: IPv4 10.0.0.0/8', 'Range: IPv4 2.2.2.2-2.2.2.4', 'Address: IPv4 1.1.1.1',
]);
assert.throws(() => list.addRange('1.1.1.2', '1.1.1.1'), { code: 'ERR_INVALID_ARG_VALUE' });
assert.throws(() => list.addAddress('1.1.1'), { code: 'ERR_INVALID_ADDRESS' });
assert.throws(() => list.addSubnet('1.1.1.1', 33), { code: 'ERR_OUT_OF_RANGE' });
const address = new SocketAddress({ address: '2001:0db8::0001', family: 'ipv6', port: 80 });
assert.deepStrictEqual(address.toJSON(), { address: '2001:db8::1', port: 80, family: 'ipv6', flowlabel: 0 });
