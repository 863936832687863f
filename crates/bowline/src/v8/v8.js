'use strict';

// What there is to say of an engine that is not V8.

const { codes } = require('internal/errors');

function getHeapStatistics() {
  const { heapTotal, heapUsed, external } = require('process').memoryUsage();
  return {
    total_heap_size: heapTotal,
    total_heap_size_executable: 0,
    total_physical_size: heapTotal,
    total_available_size: require('os').freemem(),
    used_heap_size: heapUsed,
    heap_size_limit: require('os').totalmem(),
    malloced_memory: heapTotal,
    peak_malloced_memory: heapTotal,
    does_zap_garbage: 0,
    number_of_native_contexts: 1,
    number_of_detached_contexts: 0,
    total_global_handles_size: 0,
    used_global_handles_size: 0,
    external_memory: external,
  };
}

function missing(name) {
  return { [name]() { throw new codes.ERR_NOT_IMPLEMENTED(`v8.${name}`); } }[name];
}

// Flags of V8 mean nothing here, and programs set them without asking.
function setFlagsFromString(flags) {
  require('internal/validators').validateString(flags, 'flags');
}

module.exports = {
  getHeapStatistics,
  getHeapSpaceStatistics: () => [],
  getHeapCodeStatistics: () => ({
    code_and_metadata_size: 0, bytecode_and_metadata_size: 0, external_script_source_size: 0, cpu_profiler_metadata_size: 0,
  }),
  cachedDataVersionTag: () => 0,
  setFlagsFromString,
};
for (const name of ['getHeapSnapshot', 'writeHeapSnapshot', 'serialize', 'deserialize', 'takeCoverage', 'stopCoverage',
                    'setHeapSnapshotNearHeapLimit', 'queryObjects', 'Serializer', 'Deserializer',
                    'DefaultSerializer', 'DefaultDeserializer', 'GCProfiler']) {
  module.exports[name] = missing(name);
}
