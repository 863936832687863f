'use strict';

// The fields of a message that is sent, before its head is made.

const { codes } = require('internal/errors');
const { kOutHeaders, lowerName } = require('http/common');
const { storeHeader, validateHeaderName, validateHeaderValue } = require('http/outgoing_head');

function defineFields(prototype) {
  prototype._storeHeader = function(firstLine, headers) {
    storeHeader(this, firstLine, headers);
  };

  prototype._renderHeaders = function() {
    if (this._header) throw new codes.ERR_HTTP_HEADERS_SENT('render');
    const headers = {};
    const stored = this[kOutHeaders];
    for (const key in stored) headers[stored[key][0]] = stored[key][1];
    return headers;
  };

  prototype.setHeader = function(name, value) {
    if (this._header) throw new codes.ERR_HTTP_HEADERS_SENT('set');
    const lower = lowerName(name);
    if (lower === undefined) throw new codes.ERR_INVALID_HTTP_TOKEN('Header name', name);
    validateHeaderValue(name, value);
    (this[kOutHeaders] ??= { __proto__: null })[lower] = [name, value];
    return this;
  };

  prototype.setHeaders = function(headers) {
    if (this._header) throw new codes.ERR_HTTP_HEADERS_SENT('set');
    if (!headers || Array.isArray(headers) || typeof headers.keys !== 'function' || typeof headers.get !== 'function') {
      throw new codes.ERR_INVALID_ARG_TYPE('headers', ['Headers', 'Map'], headers);
    }
    // An iteration gives each cookie by itself: they are set together.
    const cookies = [];
    for (const [name, value] of headers) {
      if (name === 'set-cookie') {
        if (Array.isArray(value)) cookies.push(...value);
        else cookies.push(value);
      } else {
        this.setHeader(name, value);
      }
    }
    if (cookies.length) this.setHeader('set-cookie', cookies);
    return this;
  };

  prototype.appendHeader = function(name, value) {
    if (this._header) throw new codes.ERR_HTTP_HEADERS_SENT('append');
    validateHeaderName(name);
    validateHeaderValue(name, value);
    const lower = lowerName(name);
    const headers = this[kOutHeaders] ??= { __proto__: null };
    const entry = headers[lower];
    if (entry === undefined) {
      headers[lower] = [name, value];
    } else {
      if (!Array.isArray(entry[1])) entry[1] = [entry[1]];
      if (Array.isArray(value)) entry[1].push(...value);
      else entry[1].push(value);
    }
    return this;
  };

  prototype.getHeader = function(name) {
    require('internal/validators').validateString(name, 'name');
    return this[kOutHeaders]?.[name.toLowerCase()]?.[1];
  };

  prototype.getHeaderNames = function() {
    return this[kOutHeaders] === null ? [] : Object.keys(this[kOutHeaders]);
  };

  prototype.getRawHeaderNames = function() {
    return this[kOutHeaders] === null ? [] : Object.values(this[kOutHeaders]).map(([name]) => name);
  };

  prototype.getHeaders = function() {
    const headers = { __proto__: null };
    const stored = this[kOutHeaders];
    for (const key in stored) headers[key] = stored[key][1];
    return headers;
  };

  prototype.hasHeader = function(name) {
    require('internal/validators').validateString(name, 'name');
    return Boolean(this[kOutHeaders]?.[name.toLowerCase()]);
  };

  prototype.removeHeader = function(name) {
    require('internal/validators').validateString(name, 'name');
    if (this._header) throw new codes.ERR_HTTP_HEADERS_SENT('remove');
    const lower = name.toLowerCase();
    switch (lower) {
      case 'connection': this._removedConnection = true; break;
      case 'content-length': this._removedContLen = true; break;
      case 'transfer-encoding': this._removedTE = true; break;
      case 'date': this.sendDate = false; break;
    }
    if (this[kOutHeaders] !== null) delete this[kOutHeaders][lower];
  };
}

module.exports = { defineFields };
