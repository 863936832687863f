'use strict';

// What the engine and the loop offer to modules: hooks, the checkpoint, the end of the program.
module.exports = native;
