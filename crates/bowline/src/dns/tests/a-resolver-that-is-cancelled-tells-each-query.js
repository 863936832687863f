'use strict';
const assert = require('assert');
const dgram = require('dgram');
const dns = require('dns');

const codes = [];
const server = dgram.createSocket('udp4');
server.bind(0, '127.0.0.1', () => {
  const resolver = new dns.Resolver();
  resolver.setServers([`127.0.0.1:${server.address().port}`]);
  for (const kind of ['A', 'MX']) resolver.resolve('example.org', kind, (error) => codes.push(`${error.syscall} ${error.code}`));
  server.once('message', () => {
    resolver.cancel();
    assert.deepStrictEqual(codes, []);
    server.close();
  });
});
process.on('exit', () => assert.deepStrictEqual(codes.sort(), ['queryA ECANCELLED', 'queryMx ECANCELLED']));
