'use strict';

// Answers that are given as one string, which most are.

const { Buffer } = require('buffer');
const { kCorked, kIsPlain, kSocket, writeBody } = require('http/outgoing');
const { canWrite } = require('http/server_socket');

// A whole answer in one string goes out in one write, past the socket's own queue if that is empty.
function endAtOnce(message, chunk, encoding, callback) {
  if (typeof chunk !== 'string' || message._headerSent || message.finished) return false;
  if (message[kCorked] || !message._hasBody) return false;
  if (encoding !== undefined && encoding !== null && encoding !== 'utf8' && encoding !== 'utf-8') return false;
  const socket = message[kSocket];
  if (socket._httpMessage !== message || !canWrite(socket)) return false;
  if (message.destroyed || message.strictContentLength || message.outputData.length) return false;
  if (!message[kIsPlain]) return false;
  if (message._header === null) {
    message._contentLength ??= lengthOf(chunk);
    message._implicitHeader();
    // The fields that were set may ask for something else.
    if (message._header === null || !message._hasBody || message._headerSent || !message[kIsPlain]) {
      socket.cork();
      writeBody(message, chunk, encoding, null, true);
      message.end(callback);
      return true;
    }
  }
  if (typeof callback === 'function') message.once('finish', callback);
  const data = message._header + (message.chunkedEncoding ? inOneChunk(message, chunk) : chunk);
  message._headerSent = true;
  message.finished = true;
  socket._httpWrite(data, message);
  if (message._eventsCount > 0) message._finish();
  return true;
}

function inOneChunk(message, text) {
  return `${lengthOf(text).toString(16)}\r\n${text}\r\n0\r\n${message._trailer}\r\n`;
}

const asciiOnly = /^[\0-\x7f]*$/;

// Most answers are ASCII; short ones are looked through faster than they are handed over.
function lengthOf(text) {
  return text.length < 64 && asciiOnly.test(text) ? text.length : Buffer.byteLength(text);
}

module.exports = { endAtOnce };
