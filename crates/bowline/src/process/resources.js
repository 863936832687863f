'use strict';
// What keeps the process alive, for those who wonder why it does not end.

const { counts } = require('internal/timers');

function activeResources() {
  const [kinds, requests] = native.resources();
  const { immediates, timers } = counts();
  return [
    ...new Array(requests).fill('FSReqCallback'),
    ...kinds,
    ...new Array(timers).fill('Timeout'),
    ...new Array(immediates).fill('Immediate'),
  ];
}

function activeRequests() {
  return Array.from({ length: native.resources()[1] }, () => ({}));
}

module.exports = { activeRequests, activeResources };
