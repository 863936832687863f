'use strict';
// From what a terminal sends to keys: an escape sequence, or a character, becomes one 'keypress' event.

const ESCAPE = '\x1b';

// Final characters of `ESC [` and `ESC O` sequences of most terminals.
const BY_LETTER = {
  A: 'up', B: 'down', C: 'right', D: 'left', E: 'clear', F: 'end', H: 'home',
  P: 'f1', Q: 'f2', R: 'f3', S: 'f4',
};

// `ESC [ number ~`
const BY_NUMBER = {
  1: 'home', 2: 'insert', 3: 'delete', 4: 'end', 5: 'pageup', 6: 'pagedown', 7: 'home', 8: 'end',
  11: 'f1', 12: 'f2', 13: 'f3', 14: 'f4', 15: 'f5', 17: 'f6', 18: 'f7', 19: 'f8', 20: 'f9', 21: 'f10', 23: 'f11', 24: 'f12',
};

// What rxvt sends with shift (a letter or `$`) and with control (`O` and a letter, or `^`).
const SHIFTED = { a: 'up', b: 'down', c: 'right', d: 'left', e: 'clear' };
const RXVT_NUMBERS = [2, 3, 5, 6, 7, 8];

function fromSequence(code, modifier, key) {
  key.ctrl = (modifier & 4) !== 0;
  key.meta = (modifier & 10) !== 0;
  key.shift = (modifier & 1) !== 0;
  key.code = code;
  key.name = nameOf(code, key) ?? 'undefined';
}

function nameOf(code, key) {
  const introducer = code[0];
  const rest = code.slice(1);
  if (rest.length === 1) {
    if (introducer === '[' && rest === 'Z') {
      key.shift = true;
      return 'tab';
    }
    if (Object.hasOwn(SHIFTED, rest)) {
      key[introducer === '[' ? 'shift' : 'ctrl'] = true;
      return SHIFTED[rest];
    }
    return Object.hasOwn(BY_LETTER, rest) ? BY_LETTER[rest] : undefined;
  }
  if (introducer !== '[') return undefined;
  // The Linux console: `ESC [ [ A`.
  if (rest[0] === '[') {
    const console = { '[A': 'f1', '[B': 'f2', '[C': 'f3', '[D': 'f4', '[E': 'f5', '[5~': 'pageup', '[6~': 'pagedown' };
    return console[rest];
  }
  const found = /^(\d+)([~^$])$/.exec(rest);
  if (found === null) return undefined;
  const number = Number(found[1]);
  if (found[2] === '~') {
    return number === 200 ? 'paste-start' : number === 201 ? 'paste-end' : BY_NUMBER[number];
  }
  if (!RXVT_NUMBERS.includes(number)) return undefined;
  key[found[2] === '$' ? 'shift' : 'ctrl'] = true;
  return BY_NUMBER[number];
}

const NAMED = {
  '\r': 'return', '\n': 'enter', '\t': 'tab', '\b': 'backspace', '\x7f': 'backspace', [ESCAPE]: 'escape', ' ': 'space',
};

function fromCharacter(character, escaped, key) {
  if (Object.hasOwn(NAMED, character)) {
    key.name = NAMED[character];
    key.meta = escaped;
  } else if (!escaped && character <= '\x1a') {
    key.name = String.fromCharCode(character.charCodeAt(0) + 0x60);
    key.ctrl = true;
  } else if (/^[0-9A-Za-z]$/.test(character)) {
    key.name = character.toLowerCase();
    key.shift = /^[A-Z]$/.test(character);
    key.meta = escaped;
  } else if (escaped) {
    // Meta and a character that has no name, or an escape that nothing followed in time.
    key.name = character.length ? undefined : 'escape';
    key.meta = true;
  }
}

// Takes characters, one by one, and emits 'keypress' on `stream`. An empty one says that no more comes for
// now: an escape before it was the key of that name.
function* emitKeys(stream) {
  while (true) {
    let character = yield;
    let sequence = character;
    let escaped = false;
    const key = { sequence: null, name: undefined, ctrl: false, meta: false, shift: false };
    if (character === ESCAPE) {
      escaped = true;
      sequence += (character = yield);
      if (character === ESCAPE) sequence += (character = yield);
    }
    if (escaped && (character === 'O' || character === '[')) {
      let code = character;
      let modifier = 0;
      if (character === 'O') {
        // ESC O letter, or ESC O modifier letter
        sequence += (character = yield);
        if (character >= '0' && character <= '9') {
          modifier = (character >> 0) - 1;
          sequence += (character = yield);
        }
        code += character;
      } else {
        // ESC [ letter, ESC [ modifier letter, ESC [ [ letter, ESC [ number ~, ESC [ number ; modifier ~ or letter
        sequence += (character = yield);
        if (character === '[') {
          code += character;
          sequence += (character = yield);
        }
        const start = sequence.length - 1;
        for (let digits = 0; character >= '0' && character <= '9' && digits < 3; digits++) {
          sequence += (character = yield);
        }
        if (character === ';') {
          sequence += (character = yield);
          if (character >= '0' && character <= '9') sequence += yield;
        }
        const body = sequence.slice(start);
        let found;
        if ((found = /^(?:(\d\d?)(?:;(\d))?([~^$])|(\d{3}~))$/.exec(body)) !== null) {
          if (found[4]) {
            code += found[4];
          } else {
            code += found[1] + found[3];
            modifier = (found[2] || 1) - 1;
          }
        } else if ((found = /^((\d;)?(\d))?([A-Za-z])$/.exec(body)) !== null) {
          code += found[4];
          modifier = (found[3] || 1) - 1;
        } else {
          code += body;
        }
      }
      fromSequence(code, modifier, key);
    } else {
      fromCharacter(character, escaped, key);
    }
    key.sequence = sequence;
    if (sequence.length !== 0 && (key.name !== undefined || escaped)) {
      stream.emit('keypress', escaped ? undefined : sequence, key);
    } else if (charLengthAt(sequence, 0) === sequence.length) {
      stream.emit('keypress', sequence, key);
    }
    // A sequence without a key, of several characters, is nothing anybody typed.
  }
}

// ---- where keys come from ----------------------------------------------------------------------

const kDecoder = Symbol('keypress-decoder');
const kKeys = Symbol('escape-decoder');
const ESCAPE_CODE_TIMEOUT = 500;

// How many units the character left of `index`, or at it, has.
function charLengthLeft(text, index) {
  if (index <= 0) return 0;
  return index > 1 && text.codePointAt(index - 2) >= 0x10000 ? 2 : 1;
}

function charLengthAt(text, index) {
  if (text.length <= index) return 1; // as if there were one: the caller moves, and is clamped
  return text.codePointAt(index) >= 0x10000 ? 2 : 1;
}

function emitKeypressEvents(stream, iface = {}) {
  if (stream[kDecoder]) return;
  const { StringDecoder } = require('string_decoder');
  const timers = require('timers');
  const { escapeCodeTimeout = ESCAPE_CODE_TIMEOUT } = iface;
  stream[kDecoder] = new StringDecoder('utf8');
  start();
  let timeout;

  function start() {
    stream[kKeys] = emitKeys(stream);
    stream[kKeys].next();
  }

  function take(character) {
    try {
      stream[kKeys].next(character);
    } catch (error) {
      // A listener threw, and that ended the generator.
      start();
      throw error;
    }
  }

  function onData(input) {
    if (stream.listenerCount('keypress') === 0) {
      stream.removeListener('data', onData);
      stream.on('newListener', onNewListener);
      return;
    }
    const text = stream[kDecoder].write(input);
    if (text === '') return;
    timers.clearTimeout(timeout);
    iface._sawKeyPress = charLengthAt(text, 0) === text.length;
    iface.isCompletionEnabled = false; // a tab in pasted text is a tab
    let length = 0;
    for (const character of text) {
      length += character.length;
      const isLast = length === text.length;
      if (isLast) iface.isCompletionEnabled = true;
      take(character);
      if (isLast && character === ESCAPE) timeout = timers.setTimeout(() => take(''), escapeCodeTimeout);
    }
  }

  function onNewListener(event) {
    if (event !== 'keypress') return;
    stream.on('data', onData);
    stream.removeListener('newListener', onNewListener);
  }

  if (stream.listenerCount('keypress') > 0) stream.on('data', onData);
  else stream.on('newListener', onNewListener);
}

module.exports = { ESCAPE_CODE_TIMEOUT, charLengthAt, charLengthLeft, emitKeypressEvents };
