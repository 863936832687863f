'use strict';
const assert = require('assert');
const dgram = require('dgram');
const dns = require('dns');

// Answers each question with the records that belong to its kind.
const name = (text) => Buffer.concat([...text.split('.').map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`)), Buffer.from([0])]);
const u16 = (...numbers) => Buffer.concat(numbers.map((number) => Buffer.from([number >> 8, number & 255])));
const text = (string) => Buffer.from(`${String.fromCharCode(string.length)}${string}`);
const records = {
  1: Buffer.from([1, 2, 3, 4]),
  28: Buffer.from([0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
  15: Buffer.concat([u16(10), name('mail.example.org')]),
  16: Buffer.concat([text('one'), text('a=b')]),
  33: Buffer.concat([u16(1, 2, 8080), name('host.example.org')]),
  12: name('back.example.org'),
  35: Buffer.concat([u16(7, 8), text('s'), text('SIP+D2U'), text(''), name('next.example.org')]),
  257: Buffer.concat([Buffer.from([128]), text('issue'), Buffer.from('ca.example.org')]),
};
const server = dgram.createSocket('udp4', (question, from) => {
  const kind = question.readUInt16BE(question.length - 4);
  const data = records[kind];
  const answer = Buffer.concat([question, u16(0xc00c, kind, 1, 0, 60, data.length), data]);
  answer[2] |= 0x80;
  answer[7] = 1;
  server.send(answer, from.port, from.address);
});
server.bind(0, '127.0.0.1', async () => {
  const resolver = new dns.promises.Resolver();
  resolver.setServers([`127.0.0.1:${server.address().port}`]);
  const ask = (kind) => resolver.resolve('example.org', kind);
  assert.deepStrictEqual(await ask('A'), ['1.2.3.4']);
  assert.deepStrictEqual(await resolver.resolve4('example.org', { ttl: true }), [{ address: '1.2.3.4', ttl: 60 }]);
  assert.deepStrictEqual(await ask('AAAA'), ['2001:db8::1']);
  assert.deepStrictEqual(await ask('MX'), [{ exchange: 'mail.example.org', priority: 10 }]);
  assert.deepStrictEqual(await ask('TXT'), [['one', 'a=b']]);
  assert.deepStrictEqual(await ask('SRV'), [{ name: 'host.example.org', port: 8080, priority: 1, weight: 2 }]);
  assert.deepStrictEqual(await ask('NAPTR'), [{
    flags: 's', service: 'SIP+D2U', regexp: '', replacement: 'next.example.org', order: 7, preference: 8,
  }]);
  assert.deepStrictEqual(await ask('CAA'), [{ critical: 128, issue: 'ca.example.org' }]);
  assert.deepStrictEqual(await resolver.reverse('192.0.2.1'), ['back.example.org']);
  server.close();
});
