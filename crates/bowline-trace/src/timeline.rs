//! The Chrome trace event format, which Perfetto opens.
