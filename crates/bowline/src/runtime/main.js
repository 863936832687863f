'use strict';

// Starts the main program.

function runMain(path) {
  require('module').runMain(path);
}

function runSource(source) {
  require('module')._runSource(source);
}

module.exports = { runMain, runSource };
