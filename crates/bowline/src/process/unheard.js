'use strict';
// Errors that an emitter threw as nobody listened: where it was told to emit them, for the case that nobody
// catches them either.

const places = new WeakMap();

function note(emitter, error, above) {
  try {
    const holder = {};
    Error.captureStackTrace(holder, above);
    places.set(error, { name: emitter.constructor?.name, frames: framesOf(holder.stack) });
  } catch {
    // It is of use to readers only.
  }
}

function framesOf(stack) {
  return typeof stack === 'string' ? stack.split('\n').filter((line) => /^\s+at /.test(line)) : [];
}

// The longest run of lines of `own` that stands in `other` too: where it begins, and how long it is.
function sharedRun(own, other) {
  for (let start = 0; start < own.length - 3; start++) {
    const at = other.indexOf(own[start]);
    if (at === -1) continue;
    let length = 1;
    while (start + length < own.length && own[start + length] === other[at + length]) length++;
    if (length > 3) return [start, length];
  }
  return [0, 0];
}

// Adds the place to the stack of an error that ends the program. Says whether there was one.
function extend(error) {
  const place = places.get(error);
  if (place === undefined) return false;
  const frames = place.frames.slice();
  const [start, length] = sharedRun(frames, framesOf(error.stack));
  if (length > 3) frames.splice(start + 1, length - 2, '    [... lines matching original stack trace ...]');
  const on = place.name && place.name !== 'EventEmitter' ? ` on ${place.name} instance` : '';
  Object.defineProperty(error, 'stack', {
    value: `${error.stack}\nEmitted 'error' event${on} at:\n${frames.join('\n')}`,
    writable: true,
    enumerable: false,
    configurable: true,
  });
  return true;
}

module.exports = { extend, note };
