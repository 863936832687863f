'use strict';

// The value that callbacks take along from where they were made.

const engine = require('runtime/engine');

// Until somebody gives code a value, nobody has to ask for it.
engine.hasAsyncContext = false;

function getAsyncContext() {
  return engine.getAsyncContext();
}

function setAsyncContext(value) {
  engine.hasAsyncContext = true;
  engine.setAsyncContext(value);
}

module.exports = { getAsyncContext, setAsyncContext };
