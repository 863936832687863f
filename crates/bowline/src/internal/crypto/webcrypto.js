'use strict';

module.exports = require('crypto/webcrypto');
