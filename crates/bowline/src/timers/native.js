'use strict';

// The clock and the one timer of the loop, for the lists in `internal/timers`.
module.exports = native;
