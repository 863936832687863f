'use strict';
// How messages are written on the channel.

const { Buffer } = require('buffer');

const LINE_FEED = 10;

// One line of JSON for each.
function json() {
  let rest = [];
  return {
    encode: (message) => Buffer.from(`${JSON.stringify(message)}\n`),

    decode(bytes) {
      const messages = [];
      let start = 0;
      let end;
      while ((end = bytes.indexOf(LINE_FEED, start)) !== -1) {
        rest.push(bytes.subarray(start, end));
        const line = (rest.length === 1 ? rest[0] : Buffer.concat(rest)).toString();
        rest = [];
        start = end + 1;
        if (line !== '') messages.push(JSON.parse(line));
      }
      if (start < bytes.length) rest.push(bytes.subarray(start));
      return messages;
    },
  };
}

// A length in four bytes, and a structured clone.
function advanced() {
  const v8 = require('v8');
  let rest = Buffer.alloc(0);
  return {
    encode(message) {
      const body = v8.serialize(message);
      const bytes = Buffer.allocUnsafe(4 + body.length);
      bytes.writeUInt32BE(body.length, 0);
      bytes.set(body, 4);
      return bytes;
    },

    decode(bytes) {
      rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      const messages = [];
      while (rest.length >= 4) {
        const end = 4 + rest.readUInt32BE(0);
        if (rest.length < end) break;
        messages.push(v8.deserialize(rest.subarray(4, end)));
        rest = rest.subarray(end);
      }
      return messages;
    },
  };
}

module.exports = { advanced, json };
