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
  const clone = require('child_process/clone');
  let parts = []; // of a message that has not come as a whole
  let length = 0; // of these parts
  let needed = 4; // how much the next step needs
  return {
    encode(message) {
      const body = clone.serialize(message);
      const bytes = Buffer.allocUnsafe(4 + body.length);
      bytes.writeUInt32BE(body.length, 0);
      bytes.set(body, 4);
      return bytes;
    },

    decode(bytes) {
      const messages = [];
      parts.push(bytes);
      length += bytes.length;
      while (length >= needed) {
        const all = parts.length === 1 ? parts[0] : Buffer.concat(parts);
        const end = 4 + all.readUInt32BE(0);
        const isWhole = length >= end;
        if (isWhole) messages.push(clone.deserialize(all.subarray(4, end)));
        const rest = isWhole ? all.subarray(end) : all;
        parts = rest.length === 0 ? [] : [rest];
        length = rest.length;
        needed = isWhole ? 4 : end;
      }
      return messages;
    },
  };
}

module.exports = { advanced, json };
