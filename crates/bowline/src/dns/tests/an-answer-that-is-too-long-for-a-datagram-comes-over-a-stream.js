'use strict';
const assert = require('assert');
const dgram = require('dgram');
const dns = require('dns');
const net = require('net');

const ADDRESSES = 100;

function answer(question, count, flags) {
  const records = [];
  for (let last = 0; last < count; last++) records.push(0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 0, 0, last);
  const packet = Buffer.concat([question, Buffer.from(records)]);
  packet[2] |= 0x80 | flags;
  packet[7] = count;
  return packet;
}

let asked = 0;
const TRUNCATED = 2;
const udp = dgram.createSocket('udp4', (question, from) => {
  asked++;
  udp.send(answer(question, 0, TRUNCATED), from.port, from.address);
});
udp.bind(0, '127.0.0.1', () => {
  const { port } = udp.address();
  const tcp = net.createServer((socket) => {
    socket.once('data', (framed) => {
      const whole = answer(framed.subarray(2), ADDRESSES, 0);
      socket.write(Buffer.from([whole.length >> 8, whole.length & 255]));
      socket.end(whole);
    });
    socket.on('error', () => {});
  });
  tcp.on('error', () => udp.close());
  tcp.listen(port, '127.0.0.1', () => {
    const resolver = new dns.Resolver();
    resolver.setServers([`127.0.0.1:${port}`]);
    resolver.resolve4('example.org', (error, addresses) => {
      assert.ifError(error);
      assert.strictEqual(addresses.length, ADDRESSES);
      assert.strictEqual(addresses[99], '10.0.0.99');
      assert.strictEqual(asked, 1);
      udp.close();
      tcp.close();
    });
  });
});
