'use strict';

// What `url.resolve` does: a reference read against a base, as browsers did it before there was a standard.

const { isScript, takesSlashes } = require('url/legacy');

function copy(target, source, except) {
  Object.keys(source).forEach((key) => {
    if (key !== except) target[key] = source[key];
  });
}

function takeSearch(result, relative) {
  result.search = relative.search;
  result.query = relative.query;
}

function finish(result) {
  result.href = result.format();
  return result;
}

function joinPath(result) {
  if (result.pathname !== null || result.search !== null) result.path = (result.pathname || '') + (result.search || '');
}

// Another scheme: all is the reference's, but one that takes a host finds it in its path if it has none.
function withOtherScheme(result, relative) {
  if (!takesSlashes(relative.protocol)) {
    copy(result, relative);
    return finish(result);
  }
  result.protocol = relative.protocol;
  const hostless = /^file:?$/.test(relative.protocol) || isScript(relative.protocol);
  if (!relative.host && !hostless) {
    const parts = (relative.pathname || '').split('/');
    let host = '';
    while (parts.length > 0 && host === '') host = parts.shift();
    relative.host = host;
    relative.hostname ||= '';
    if (parts[0] !== '') parts.unshift('');
    if (parts.length < 2) parts.unshift('');
    result.pathname = parts.join('/');
  } else {
    result.pathname = relative.pathname;
  }
  takeSearch(result, relative);
  result.host = relative.host || '';
  result.auth = relative.auth;
  result.hostname = relative.hostname || relative.host;
  result.port = relative.port;
  if (result.pathname || result.search) result.path = (result.pathname || '') + (result.search || '');
  result.slashes ||= relative.slashes;
  return finish(result);
}

// In schemes without slashes the host is the first part of the path, login included.
function putHostFirst(parts, host) {
  if (!host) return;
  if (parts[0] === '') parts[0] = host;
  else parts.unshift(host);
}

function takeHostFromPath(result, host) {
  result.hostname = result.host = host;
  if (!host || host.indexOf('@') <= 0) return;
  const parts = host.split('@');
  result.auth = parts[0];
  result.host = result.hostname = parts[1];
}

// Removes dots in place and tells how many `..` had nothing left to eat.
function removeDots(parts) {
  let up = 0;
  for (let i = parts.length - 1; i >= 0; i--) {
    if (parts[i] === '.') {
      parts.splice(i, 1);
    } else if (parts[i] === '..') {
      parts.splice(i, 1);
      up++;
    } else if (up > 0) {
      parts.splice(i, 1);
      up--;
    }
  }
  return up;
}

function takeHost(result, relative) {
  if (relative.host || relative.host === '') {
    if (result.host !== relative.host) result.auth = null;
    result.host = relative.host;
    result.port = relative.port;
  }
  if (relative.hostname || relative.hostname === '') {
    if (result.hostname !== relative.hostname) result.auth = null;
    result.hostname = relative.hostname;
  }
}

function resolveObject(Url, base, relative) {
  if (typeof relative === 'string') {
    const parsed = new Url();
    parsed.parse(relative, false, true);
    relative = parsed;
  }
  const result = new Url();
  copy(result, base);
  result.hash = relative.hash; // Also when it has none.

  if (relative.href === '') return finish(result);
  if (relative.slashes && !relative.protocol) {
    copy(result, relative, 'protocol');
    if (takesSlashes(result.protocol) && result.hostname && !result.pathname) result.path = result.pathname = '/';
    return finish(result);
  }
  if (relative.protocol && relative.protocol !== result.protocol) return withOtherScheme(result, relative);
  return withSameScheme(result, relative);
}

// eslint-disable-next-line complexity
function withSameScheme(result, relative) {
  const baseRooted = Boolean(result.pathname && result.pathname[0] === '/');
  const rooted = Boolean(relative.host || (relative.pathname && relative.pathname[0] === '/'));
  const dotsGo = Boolean(rooted || baseRooted || (result.host && relative.pathname));
  let endsRooted = dotsGo;
  let parts = result.pathname ? result.pathname.split('/') : [];
  const added = relative.pathname ? relative.pathname.split('/') : [];
  const opaque = result.protocol && !takesSlashes(result.protocol);

  if (opaque) {
    result.hostname = '';
    result.port = null;
    putHostFirst(parts, result.host);
    result.host = '';
    if (relative.protocol) {
      relative.hostname = null;
      relative.port = null;
      result.auth = null;
      putHostFirst(added, relative.host);
      relative.host = null;
    }
    endsRooted &&= added[0] === '' || parts[0] === '';
  }

  if (rooted) {
    takeHost(result, relative);
    takeSearch(result, relative);
    parts = added;
  } else if (added.length > 0) {
    parts.pop(); // The file the base named.
    parts = parts.concat(added);
    takeSearch(result, relative);
  } else if (relative.search !== null && relative.search !== undefined) {
    if (opaque) takeHostFromPath(result, parts.shift());
    takeSearch(result, relative);
    joinPath(result);
    return finish(result);
  }

  if (parts.length === 0) {
    result.pathname = null;
    result.path = result.search ? `/${result.search}` : null;
    return finish(result);
  }

  const last = parts[parts.length - 1];
  const dots = last === '.' || last === '..';
  const trailing = last === '' || (dots && Boolean(result.host || relative.host || parts.length > 1));
  const up = removeDots(parts);
  if (!endsRooted && !dotsGo) for (let i = 0; i < up; i++) parts.unshift('..');
  if (endsRooted && parts[0] !== '' && (!parts[0] || parts[0][0] !== '/')) parts.unshift('');
  if (trailing && !parts.join('/').endsWith('/')) parts.push('');

  const absolute = parts[0] === '' || Boolean(parts[0] && parts[0][0] === '/');
  if (opaque) takeHostFromPath(result, absolute ? '' : parts.length > 0 ? parts.shift() : '');
  endsRooted ||= result.host && parts.length > 0;
  if (endsRooted && !absolute) parts.unshift('');
  if (parts.length === 0) {
    result.pathname = null;
    result.path = null;
  } else {
    result.pathname = parts.join('/');
  }
  joinPath(result);
  result.auth = relative.auth || result.auth;
  result.slashes ||= relative.slashes;
  return finish(result);
}

module.exports = { resolveObject };
