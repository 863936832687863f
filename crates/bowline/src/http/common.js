'use strict';

// What client and server share.

const { Buffer } = require('buffer');

// In the order of Node's parser.
const methods = [
  'DELETE', 'GET', 'HEAD', 'POST', 'PUT', 'CONNECT', 'OPTIONS', 'TRACE', 'COPY', 'LOCK', 'MKCOL', 'MOVE', 'PROPFIND',
  'PROPPATCH', 'SEARCH', 'UNLOCK', 'BIND', 'REBIND', 'UNBIND', 'ACL', 'REPORT', 'MKACTIVITY', 'CHECKOUT', 'MERGE',
  'M-SEARCH', 'NOTIFY', 'SUBSCRIBE', 'UNSUBSCRIBE', 'PATCH', 'PURGE', 'MKCALENDAR', 'LINK', 'UNLINK', 'SOURCE', 'QUERY',
];

const CRLF = '\r\n';
const chunkExpression = /(?:^|\W)chunked(?:$|\W)/i;
const continueExpression = /(?:^|\W)100-continue(?:$|\W)/i;
const kConnections = Symbol('http.server.connections');
const kIncomingMessage = Symbol('IncomingMessage');
const kNeedDrain = Symbol('kNeedDrain');
const kOutHeaders = Symbol('kOutHeaders');
const kServerResponse = Symbol('ServerResponse');

const tokenExpression = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const invalidValueExpression = /[^\t\x20-\x7e\x80-\xff]/;

function checkIsHttpToken(value) {
  return tokenExpression.test(value);
}

function checkInvalidHeaderChar(value) {
  return invalidValueExpression.test(value);
}

// Programs send the same few names again and again: what is known of a name is looked up, not found out.
const NAMES_MAX = 1000;
let lowerNames = new Map();

// The name in lower case, or undefined if it is no field's name.
function lowerName(name) {
  const known = lowerNames.get(name);
  if (known !== undefined) return known;
  if (typeof name !== 'string' || !checkIsHttpToken(name)) return undefined;
  const lower = name.toLowerCase();
  if (lowerNames.size >= NAMES_MAX) lowerNames = new Map();
  lowerNames.set(name, lower);
  return lower;
}

let dateSecond = 0;
let dateText = '';
let dateField = '';

// Now, as the field `Date` has it; the text changes once a second.
function utcDate() {
  const now = Date.now();
  const second = Math.floor(now / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = new Date(now).toUTCString();
    dateField = `Date: ${dateText}\r\n`;
  }
  return dateText;
}

function dateLine() {
  utcDate();
  return dateField;
}

// What `clientError` and `error` get of a message that is none.
function prepareError(error, parser, packet) {
  error.rawPacket = packet ?? parser.getCurrentBuffer();
  error.message = `Parse Error: ${error.reason}`;
}

function isLenient() {
  return require('internal/options').getOptionValue('--insecure-http-parser') === true;
}

function maxHeaderSize() {
  return require('internal/options').getOptionValue('--max-http-header-size') || 16 * 1024;
}

function byteLength(chunk, encoding) {
  return typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.byteLength;
}

module.exports = {
  byteLength,
  checkInvalidHeaderChar,
  checkIsHttpToken,
  chunkExpression,
  continueExpression,
  CRLF,
  dateLine,
  isLenient,
  kConnections,
  kIncomingMessage,
  kNeedDrain,
  kOutHeaders,
  kServerResponse,
  lowerName,
  maxHeaderSize,
  methods,
  prepareError,
  utcDate,
};
