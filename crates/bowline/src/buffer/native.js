'use strict';

// The folder's native half, for files of other folders that work on bytes.
module.exports = native;
