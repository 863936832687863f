'use strict';
// T11: the next period counts from the start of the callback.
const assert = require('assert');

let runs = 0;
const begun = Date.now();
const interval = setInterval(() => {
  if (++runs === 1) {
    // Busy for three periods.
    while (Date.now() - begun < 60);
  } else if (runs === 3) {
    clearInterval(interval);
    assert(Date.now() - begun >= 75);
  }
}, 15);
