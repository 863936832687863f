'use strict';

// The native half, for what belongs to this module and lives elsewhere.
module.exports = native;
