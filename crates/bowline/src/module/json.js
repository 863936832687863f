'use strict';

function parse(text, place) {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (error) {
    error.message = `${place}: ${error.message}`;
    throw error;
  }
}

module.exports = { parse };
