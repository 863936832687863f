'use strict';

// fetch and its classes. Each is in a file of its own; a program that uses one pays for what that needs.

module.exports = {
  get FormData() { return require('internal/fetch/form_data').FormData; },
  get Headers() { return require('internal/fetch/headers').Headers; },
  get Request() { return require('internal/fetch/request').Request; },
  get Response() { return require('internal/fetch/response').Response; },
  get fetch() { return require('internal/fetch/fetch').fetch; },
};
