'use strict';

const outgoing = require('http/outgoing');

module.exports = {
  kHighWaterMark: outgoing.kHighWaterMark,
  kUniqueHeaders: outgoing.kUniqueHeaders,
  parseUniqueHeadersOption: outgoing.parseUniqueHeadersOption,
  validateHeaderName: outgoing.validateHeaderName,
  validateHeaderValue: outgoing.validateHeaderValue,
  OutgoingMessage: outgoing.OutgoingMessage,
};
