'use strict';
// The user and groups the process acts as.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_CREDENTIAL } } = require('internal/errors');
const { validateArray, validateUint32 } = require('internal/validators');

function validateId(id, name) {
  if (typeof id === 'number') validateUint32(id, name);
  else if (typeof id !== 'string') throw new ERR_INVALID_ARG_TYPE(name, ['number', 'string'], id);
}

// Node words these failures unlike others, with the system's number as it is.
function refused(error) {
  const { code, errno, syscall } = error;
  const text = code === 'EPERM' ? 'Operation not permitted' : error.message;
  return Object.assign(new Error(`${code}, ${text}`), { errno: -errno, code, syscall });
}

function attempt(set, ...args) {
  try {
    set(...args);
  } catch (error) {
    throw refused(error);
  }
}

module.exports = function credentials(native) {
  function userId(user) {
    if (typeof user === 'number') return user;
    const id = native.userId(user);
    if (id === undefined) throw new ERR_UNKNOWN_CREDENTIAL('User', user);
    return id;
  }

  function groupId(group) {
    if (typeof group === 'number') return group;
    const id = native.groupId(group);
    if (id === undefined) throw new ERR_UNKNOWN_CREDENTIAL('Group', group);
    return id;
  }

  const setter = (set, resolve) => (id) => {
    validateId(id, 'id');
    if (typeof id === 'number') id |= 0;
    attempt(set, resolve(id) >>> 0);
  };

  return {
    setuid: setter(native.setuid, userId),
    seteuid: setter(native.seteuid, userId),
    setgid: setter(native.setgid, groupId),
    setegid: setter(native.setegid, groupId),

    setgroups(groups) {
      validateArray(groups, 'groups');
      for (let i = 0; i < groups.length; i++) validateId(groups[i], `groups[${i}]`);
      attempt(native.setgroups, groups.map(groupId));
    },

    initgroups(user, extraGroup) {
      validateId(user, 'user');
      validateId(extraGroup, 'extraGroup');
      const group = groupId(extraGroup);
      const name = typeof user === 'number' ? native.userName(user) : user;
      if (name === undefined || native.userId(name) === undefined) throw new ERR_UNKNOWN_CREDENTIAL('User', user);
      attempt(native.initgroups, name, group);
    },
  };
};
