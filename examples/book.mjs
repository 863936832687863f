// The program of the book "The Node Experiment", in JavaScript with promises:
// `bowline examples/book.mjs`, and the same lines from `node examples/book.mjs`.

import { createServer } from 'node:http';
import { pbkdf2 } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

const print = (text) => console.log(text);
const file = new URL('test.txt', import.meta.url);

function fibonacci(n) {
  let [a, b] = [0, 1];
  while (n-- > 0) [a, b] = [b, a + b];
  return a;
}

async function magic(reading) {
  const text = await reading;
  print(`First count: ${text.length} characters.`);
  await promisify(pbkdf2)(text, 'salt', 100_000, 64, 'sha512');
  print(`"Encrypted" number is: ${fibonacci(text.length)}`);
}

async function again(first, reading) {
  await first;
  const text = await reading;
  print(`Second count: ${text.length} characters.`);
  print(`Third: ${await readFile(file, 'utf8')}`);
}

async function immediate(number) {
  await setImmediate();
  print(`Immediate${number} timed out`);
}

async function timers() {
  await setTimeout(3000);
  print('3000ms timer timed out');
  await setTimeout(500);
  print('500ms timer(nested) timed out');
}

async function web() {
  // A server of our own that answers when the path says.
  const server = createServer(async (request, response) => {
    await setTimeout(Number(request.url.split('/').pop()));
    response.end('answered');
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const response = await fetch(`http://127.0.0.1:${server.address().port}/delay/2000`);
  print(`HTTP status ${response.status}: ${await response.text()}`);
}

print('Everything begins at once');
const first = readFile(file, 'utf8');
await Promise.all([
  magic(first),
  again(first, readFile(file, 'utf8')),
  immediate(1),
  immediate(2),
  timers(),
  setTimeout(1000).then(() => print('SETTIMEOUT')),
  web(),
]);
print('FINISHED');
