'use strict';
// Clocks, memory and processor time.

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE },
} = require('internal/errors');
const { validateArray, validateNumber, validateObject } = require('internal/validators');

function checkPrevious(time, name) {
  validateNumber(time, `prevValue.${name}`);
  if (!(time >= 0 && time <= Number.MAX_SAFE_INTEGER)) {
    throw new ERR_INVALID_ARG_VALUE.RangeError(`prevValue.${name}`, time);
  }
}

module.exports = function usage(native) {
  function hrtime(time) {
    const now = native.hrtime();
    if (time === undefined) return now;
    validateArray(time, 'time');
    if (time.length !== 2) throw new ERR_OUT_OF_RANGE('time', 2, time.length);
    const seconds = now[0] - time[0];
    const nanoseconds = now[1] - time[1];
    return nanoseconds < 0 ? [seconds - 1, nanoseconds + 1e9] : [seconds, nanoseconds];
  }

  hrtime.bigint = function bigint() {
    const [seconds, nanoseconds] = native.hrtime();
    return BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds);
  };

  function memoryUsage() {
    const [rss, heapTotal, heapUsed, external, arrayBuffers] = native.memoryUsage();
    return { rss, heapTotal, heapUsed, external, arrayBuffers };
  }

  memoryUsage.rss = function rss() {
    return native.rss();
  };

  function cpuUsage(prevValue) {
    if (prevValue !== undefined && prevValue !== null && prevValue !== false) {
      if (typeof prevValue !== 'object') throw new ERR_INVALID_ARG_TYPE('prevValue', 'object', prevValue);
      validateObject(prevValue, 'prevValue', { nullable: true });
      checkPrevious(prevValue.user, 'user');
      checkPrevious(prevValue.system, 'system');
      const [user, system] = native.cpuUsage();
      return { user: user - prevValue.user, system: system - prevValue.system };
    }
    const [user, system] = native.cpuUsage();
    return { user, system };
  }

  function resourceUsage() {
    const values = native.resourceUsage();
    const names = [
      'userCPUTime', 'systemCPUTime', 'maxRSS', 'sharedMemorySize', 'unsharedDataSize', 'unsharedStackSize',
      'minorPageFault', 'majorPageFault', 'swappedOut', 'fsRead', 'fsWrite', 'ipcSent', 'ipcReceived',
      'signalsCount', 'voluntaryContextSwitches', 'involuntaryContextSwitches',
    ];
    const result = {};
    for (let i = 0; i < names.length; i++) result[names[i]] = values[i];
    return result;
  }

  return { hrtime, memoryUsage, cpuUsage, resourceUsage };
};
