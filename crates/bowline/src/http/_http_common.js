'use strict';

const common = require('http/common');
const { freeParser, Parser, parsers } = require('http/parser');

module.exports = {
  _checkInvalidHeaderChar: common.checkInvalidHeaderChar,
  _checkIsHttpToken: common.checkIsHttpToken,
  chunkExpression: common.chunkExpression,
  continueExpression: common.continueExpression,
  CRLF: common.CRLF,
  freeParser,
  parsers,
  methods: common.methods,
  kIncomingMessage: common.kIncomingMessage,
  HTTPParser: Parser,
  isLenient: common.isLenient,
  prepareError: common.prepareError,
};
