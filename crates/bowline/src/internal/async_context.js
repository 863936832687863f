'use strict';

// The value that callbacks take along from where they were made.
const { getAsyncContext, setAsyncContext } = require('runtime/engine');

module.exports = { getAsyncContext, setAsyncContext };
