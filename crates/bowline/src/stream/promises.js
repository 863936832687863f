'use strict';

// `stream/promises`: pipeline and finished as promises.

const { finished } = require('internal/streams/end-of-stream');
const { isIterable, isNodeStream, isWebStream } = require('internal/streams/utils');

function pipeline(...streams) {
  const { validateAbortSignal, validateObject } = require('internal/validators');
  const { pipelineImpl } = require('internal/streams/pipeline');
  return new Promise((resolve, reject) => {
    let signal;
    let end;
    const last = streams[streams.length - 1];
    if (last && typeof last === 'object' && !isNodeStream(last) && !isIterable(last) && !isWebStream(last)) {
      const options = streams.pop();
      validateObject(options, 'options');
      ({ signal, end } = options);
      validateAbortSignal(signal, 'options.signal');
    }
    pipelineImpl(streams, (error, value) => {
      if (error) reject(error);
      else resolve(value);
    }, { signal, end });
  });
}

module.exports = { finished, pipeline };
