'use strict';

// The head of a message that is sent: which fields it has, and what they say about body and connection.

const { codes } = require('internal/errors');
const {
  checkInvalidHeaderChar, chunkExpression, dateLine, kOutHeaders, lowerName,
} = require('http/common');

// The server's connection that waits for the end of the message.
const kConnection = Symbol('kConnection');
const kUniqueHeaders = Symbol('kUniqueHeaders');

// False when the head has characters that are not ASCII: they are sent as one byte each, unlike a body's.
const kIsPlain = Symbol('kIsPlain');

const plainExpression = /^[\t\x20-\x7e]*$/;
const closeExpression = /(?:^|\W)close(?:$|\W)/i;

function validateHeaderName(name, label) {
  if (lowerName(name) === undefined) throw new codes.ERR_INVALID_HTTP_TOKEN(label || 'Header name', name);
}

function validateHeaderValue(name, value) {
  if (value === undefined) throw new codes.ERR_HTTP_INVALID_HEADER_VALUE(value, name);
  if (checkInvalidHeaderChar(value)) throw new codes.ERR_INVALID_CHAR('header content', name);
}

// The option `uniqueHeaders`: an array of names, or of arrays of names. Their values are sent as one.
function parseUniqueHeadersOption(headers) {
  if (!Array.isArray(headers)) return null;
  const unique = new Set();
  for (const name of headers) {
    if (Array.isArray(name)) unique.add(name.map((one) => one.toLowerCase()).join('; '));
    else unique.add(name.toLowerCase());
  }
  return unique;
}

// What the fields given by the program include, as bits.
const CONNECTION = 1;
const CONTENT_LENGTH = 2;
const TRANSFER_ENCODING = 4;
const DATE = 8;
const EXPECT = 16;
const TRAILER = 32;

// What the functions below have made of the fields so far. There is one head at a time.
let text = '';
let found = 0;

// Makes `message._header`. `headers` is what `setHeader` stored, an object, an array of pairs, or a flat array.
function storeHeader(message, firstLine, headers) {
  text = firstLine;
  found = 0;
  if (headers) {
    if (headers === message[kOutHeaders]) {
      for (const key in headers) {
        const entry = headers[key];
        addField(message, entry[0], entry[1], false);
      }
    } else if (Array.isArray(headers)) {
      addList(message, headers);
    } else {
      for (const name of Object.keys(headers)) addField(message, name, headers[name], true);
    }
  }
  if (message.sendDate && !(found & DATE)) text += dateLine();

  // These have no body, and a chunked one would begin with the next message's first bytes.
  if (message.chunkedEncoding && (message.statusCode === 204 || message.statusCode === 304)) {
    message.chunkedEncoding = false;
    message.shouldKeepAlive = false;
  }
  const expects = (found & EXPECT) !== 0;
  const header = `${text}${connectionField(message)}${framingField(message)}\r\n`;
  if (found & TRAILER && message.chunkedEncoding !== true) throw new codes.ERR_HTTP_TRAILER_INVALID();

  message._header = header;
  message._headerSent = false;
  // Who expects an answer before the body wants the head sent now.
  if (expects) message._send('');
}

function addList(message, list) {
  if (list.length && Array.isArray(list[0])) {
    for (const [name, value] of list) addField(message, name, value, true);
    return;
  }
  if (list.length % 2 !== 0) throw new codes.ERR_INVALID_ARG_VALUE('headers', list);
  for (let i = 0; i < list.length; i += 2) addField(message, list[i], list[i + 1], true);
}

function addField(message, name, value, validate) {
  const lower = lowerName(name);
  if (lower === undefined) throw new codes.ERR_INVALID_HTTP_TOKEN('Header name', name);
  if (typeof value === 'object' && Array.isArray(value)) {
    const isSplit = value.length < 2 || lower !== 'cookie';
    if (isSplit && !message[kUniqueHeaders]?.has(lower)) {
      for (const one of value) addLine(message, name, lower, one, validate);
      return;
    }
    value = value.join('; ');
  }
  addLine(message, name, lower, value, validate);
}

function addLine(message, name, lower, value, validate) {
  if (typeof value === 'object') value = toText(value);
  if (value === undefined || !plainExpression.test(value)) {
    if (validate) validateHeaderValue(name, value);
    message[kIsPlain] = false;
  }
  if (lower === 'content-disposition' && message._contentLength && typeof value === 'string') {
    // The head goes out as one string with a body in UTF-8: this keeps the bytes of a file's name as they are.
    value = require('buffer').Buffer.from(value, 'latin1');
  }
  text += `${name}: ${value}\r\n`;
  noteField(message, lower, value);
}

// The program's own code runs here, and may make a head too.
function toText(value) {
  const [textBefore, foundBefore] = [text, found];
  value = `${value}`;
  text = textBefore;
  found = foundBefore;
  return value;
}

function noteField(message, lower, value) {
  switch (lower) {
    case 'connection':
      found |= CONNECTION;
      message._removedConnection = false;
      if (closeExpression.test(value)) message._last = true;
      else message.shouldKeepAlive = true;
      break;
    case 'transfer-encoding':
      found |= TRANSFER_ENCODING;
      message._removedTE = false;
      if (chunkExpression.test(value)) message.chunkedEncoding = true;
      break;
    case 'content-length':
      found |= CONTENT_LENGTH;
      message._contentLength = +value;
      message._removedContLen = false;
      break;
    case 'keep-alive': message._defaultKeepAlive = false; break;
    case 'date': found |= DATE; break;
    case 'expect': found |= EXPECT; break;
    case 'trailer': found |= TRAILER; break;
  }
}

function connectionField(message) {
  if (message._removedConnection) {
    message._last = !message.shouldKeepAlive;
    return '';
  }
  if (found & CONNECTION) return '';
  const bodyEnds = found & CONTENT_LENGTH || message.useChunkedEncodingByDefault || message.agent;
  if (!message.shouldKeepAlive || !bodyEnds) {
    message._last = true;
    return 'Connection: close\r\n';
  }
  if (message.maxRequestsOnConnectionReached) return 'Connection: close\r\n';
  const timeout = message._keepAliveTimeout || message[kConnection]?.server.keepAliveTimeout;
  if (!timeout || !message._defaultKeepAlive) return 'Connection: keep-alive\r\n';
  const seconds = Math.floor(timeout / 1000);
  const requestsMax = ~~message._maxRequestsPerSocket;
  const max = requestsMax > 0 ? `, max=${requestsMax}` : '';
  return `Connection: keep-alive\r\nKeep-Alive: timeout=${seconds}${max}\r\n`;
}

function framingField(message) {
  if (found & (CONTENT_LENGTH | TRANSFER_ENCODING)) return '';
  if (!message._hasBody) {
    message.chunkedEncoding = false;
  } else if (!message.useChunkedEncodingByDefault) {
    message._last = true;
  } else if (!(found & TRAILER) && !message._removedContLen && typeof message._contentLength === 'number') {
    return `Content-Length: ${message._contentLength}\r\n`;
  } else if (!message._removedTE) {
    message.chunkedEncoding = true;
    return 'Transfer-Encoding: chunked\r\n';
  } else {
    // Nothing says where the body ends but the connection's end.
    message._last = true;
  }
  return '';
}

module.exports = {
  kConnection, kIsPlain, kUniqueHeaders, parseUniqueHeadersOption, storeHeader, validateHeaderName, validateHeaderValue,
};
