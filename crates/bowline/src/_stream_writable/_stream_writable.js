'use strict';

// The name of before `stream`.
module.exports = require('internal/streams/writable');
