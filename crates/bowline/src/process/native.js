'use strict';
// What `js.rs` of this folder gives, for built-ins in other folders.

module.exports = native;
