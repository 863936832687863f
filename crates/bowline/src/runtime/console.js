'use strict';

// The global `console`.
module.exports = { console: require('console') };
