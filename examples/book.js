// The program of the book "The Node Experiment", in JavaScript:
// `bowline examples/book.js`, and the same lines from `node examples/book.js`.
'use strict';

const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const path = require('path');

const print = (text) => console.log(text);
const file = path.join(__dirname, 'test.txt');

function printContent(text, what) {
  print(`\n===== START CONTENT (${what}) =====\n${text}\n===== END CONTENT =====\n`);
}

function fibonacci(n) {
  let [a, b] = [0, 1];
  while (n-- > 0) [a, b] = [b, a + b];
  return a;
}

// Encrypts and opens again, with a random key.
function encrypt(text) {
  const key = crypto.randomBytes(32);
  const nonce = crypto.randomBytes(12);
  const cipher = crypto.createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  const decipher = crypto.createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const opened = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  if (opened.toString() !== text) throw new Error('it is the same key');
  return sealed.length;
}

// Reads that run side by side end in any order: this calls back in the order in which they began.
function inOrder() {
  const begun = [];
  return (callback) => {
    const read = { callback, result: null };
    begun.push(read);
    return (...result) => {
      read.result = result;
      while (begun.length > 0 && begun[0].result) {
        const first = begun.shift();
        first.callback(...first.result);
      }
    };
  };
}

// Think of this function as the javascript program you have written
function javascript(delayServer) {
  const ordered = inOrder();
  print('First call to read test.txt');
  fs.readFile(file, 'utf8', ordered((error, text) => {
    if (error) throw error;
    print(`First count: ${text.length} characters.`);

    print('I want to create a "magic" number based on the text.');
    crypto.pbkdf2(text, 'salt', 100_000, 64, 'sha512', (error) => {
      if (error) throw error;
      print(`"Encrypted" number is: ${fibonacci(text.length)}`);
      print(`Really encrypted: ${encrypt(text)} bytes, and back again.`);
    });
  }));

  print('Registering immediate timeout 1');
  setImmediate(() => print('Immediate1 timed out'));
  print('Registering immediate timeout 2');
  setImmediate(() => print('Immediate2 timed out'));

  // let's read the file again and display the text
  print('Second call to read test.txt');
  fs.readFile(file, 'utf8', ordered((error, text) => {
    if (error) throw error;
    print(`Second count: ${text.length} characters.`);

    // aaand one more time but not in parallel.
    print('Third call to read test.txt');
    fs.readFile(file, 'utf8', (error, text) => {
      if (error) throw error;
      printContent(text, 'file read');
    });
  }));

  print('Registering a 3000 and a 500 ms timeout');
  setTimeout(() => {
    print('3000ms timer timed out');
    setTimeout(() => print('500ms timer(nested) timed out'), 500);
  }, 3000);

  print('Registering a 1000 ms timeout');
  setTimeout(() => print('SETTIMEOUT'), 1000);

  print('Registering http get request');
  http.get(`${delayServer}/delay/2000`, (response) => {
    response.setEncoding('utf8');
    let body = '';
    response.on('data', (chunk) => { body += chunk; });
    response.on('end', () => printContent(`HTTP status ${response.statusCode}\n${body}`, 'web call'));
  });
}

// A server of our own that answers when the path says.
const server = http.createServer((request, response) => {
  const delay = Number(request.url.split('/').pop());
  setTimeout(() => {
    response.end(`answered after ${delay} ms`);
    server.close();
  }, delay);
});
server.listen(0, '127.0.0.1', () => javascript(`http://127.0.0.1:${server.address().port}`));
process.on('exit', () => print('FINISHED'));
