'use strict';
const assert = require('assert');
const http = require('http');

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    if (request.url === '/303') response.writeHead(303, { Location: '/end' });
    else if (request.url === '/307') response.writeHead(307, { Location: '/end' });
    response.end(`${request.method} ${request.url} ${Buffer.concat(chunks)}`);
  });
}).listen(0, async () => {
  const base = `http://localhost:${server.address().port}`;
  const text = async (path, init) => (await fetch(base + path, init)).text();
  assert.strictEqual(await text('/a?b#c'), 'GET /a?b ');
  assert.strictEqual(await text('/', { method: 'post', body: 'é' }), 'POST / é');
  assert.strictEqual(await text('/', { method: 'POST', body: new URLSearchParams({ a: 'b c' }) }), 'POST / a=b+c');
  assert.strictEqual(await text('/303', { method: 'POST', body: 'x' }), 'GET /end ');
  assert.strictEqual(await text('/307', { method: 'POST', body: 'x' }), 'POST /end x');
  const response = await fetch(`${base}/303`);
  assert.deepStrictEqual([response.redirected, response.url, response.ok], [true, `${base}/end`, true]);
  const manual = await fetch(`${base}/303`, { redirect: 'manual' });
  assert.deepStrictEqual([manual.status, manual.headers.get('location')], [303, '/end']);
  await assert.rejects(fetch(`${base}/303`, { redirect: 'error' }), { name: 'TypeError', message: 'fetch failed' });
  await assert.rejects(fetch(base, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  await assert.rejects(fetch('http://localhost:1'), { name: 'TypeError', message: 'fetch failed' });
  server.close();
  server.closeAllConnections();
});
