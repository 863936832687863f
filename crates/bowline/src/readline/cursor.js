'use strict';
// Moving a terminal's cursor and clearing parts of its screen, by control sequences.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_CURSOR_POS } } = require('internal/errors');
const { validateFunction } = require('internal/validators');

const CLEAR_SCREEN_DOWN = '\x1b[0J';

function cursorToSequence(x, y) {
  return typeof y === 'number' ? `\x1b[${y + 1};${x + 1}H` : `\x1b[${x + 1}G`;
}

function moveSequence(dx, dy) {
  let sequence = '';
  if (dx < 0) sequence += `\x1b[${-dx}D`;
  else if (dx > 0) sequence += `\x1b[${dx}C`;
  if (dy < 0) sequence += `\x1b[${-dy}A`;
  else if (dy > 0) sequence += `\x1b[${dy}B`;
  return sequence;
}

// `direction` is -1 for what is left of the cursor, 1 for what is right of it, 0 for all.
function clearLineSequence(direction) {
  if (direction < 0) return '\x1b[1K';
  return direction > 0 ? '\x1b[0K' : '\x1b[2K';
}

function send(stream, sequence, callback) {
  if (stream === null || stream === undefined || sequence === '') {
    if (typeof callback === 'function') require('process').nextTick(callback, null);
    return true;
  }
  return stream.write(sequence, callback);
}

function checkCallback(callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
}

function cursorTo(stream, x, y, callback) {
  checkCallback(callback);
  if (typeof y === 'function') {
    callback = y;
    y = undefined;
  }
  if (Number.isNaN(x)) throw new ERR_INVALID_ARG_VALUE('x', x);
  if (Number.isNaN(y)) throw new ERR_INVALID_ARG_VALUE('y', y);
  if (stream === null || stream === undefined || (typeof x !== 'number' && typeof y !== 'number')) {
    return send(null, '', callback);
  }
  if (typeof x !== 'number') throw new ERR_INVALID_CURSOR_POS();
  return send(stream, cursorToSequence(x, y), callback);
}

function moveCursor(stream, dx, dy, callback) {
  checkCallback(callback);
  return send(stream, moveSequence(dx, dy), callback);
}

function clearLine(stream, direction, callback) {
  checkCallback(callback);
  return send(stream, clearLineSequence(direction), callback);
}

function clearScreenDown(stream, callback) {
  checkCallback(callback);
  return send(stream, CLEAR_SCREEN_DOWN, callback);
}

module.exports = {
  CLEAR_SCREEN_DOWN,
  clearLine,
  clearLineSequence,
  clearScreenDown,
  cursorTo,
  cursorToSequence,
  moveCursor,
  moveSequence,
};
