/* What every libuv peer needs: clocks, peak memory, percentiles, the one line it prints. */
#ifndef BOWLINE_BENCH_COMMON_H
#define BOWLINE_BENCH_COMMON_H

#define _GNU_SOURCE
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <uv.h>

#define CHECK(call)                                                            \
  do {                                                                         \
    int status_ = (call);                                                      \
    if (status_ < 0) {                                                         \
      fprintf(stderr, "%s: %s\n", #call, uv_strerror(status_));                \
      exit(1);                                                                 \
    }                                                                          \
  } while (0)

static inline uint64_t clock_ns(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static inline uint64_t now_ns(void) { return clock_ns(CLOCK_MONOTONIC); }

static inline void *allocate(size_t count, size_t size) {
  void *memory = calloc(count, size);
  if (memory == NULL) {
    fprintf(stderr, "out of memory\n");
    exit(1);
  }
  return memory;
}

static inline uint64_t argument(int argc, char **argv, int index) {
  if (index >= argc) {
    fprintf(stderr, "%s: argument %d is missing\n", argv[0], index);
    exit(2);
  }
  return strtoull(argv[index], NULL, 10);
}

/* Not getrusage: its maximum includes what the parent had when it forked. */
static inline double peak_mb(void) {
  char line[256];
  double kib = 0;
  FILE *file = fopen("/proc/self/status", "r");
  while (file != NULL && fgets(line, sizeof line, file) != NULL)
    if (sscanf(line, "VmHWM: %lf", &kib) == 1) break;
  if (file != NULL) fclose(file);
  return kib / 1024;
}

static uint64_t wall_start_ns, cpu_start_ns, wall_ns, cpu_ns;

static inline void measure_start(void) {
  cpu_start_ns = clock_ns(CLOCK_PROCESS_CPUTIME_ID);
  wall_start_ns = now_ns();
}

static inline void measure_end(void) {
  wall_ns = now_ns() - wall_start_ns;
  cpu_ns = clock_ns(CLOCK_PROCESS_CPUTIME_ID) - cpu_start_ns;
  printf("wall_ms=%.3f cpu_ms=%.3f peak_mb=%.1f", wall_ns / 1e6, cpu_ns / 1e6, peak_mb());
}

static inline int compare_u32(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static inline void print_percentiles(uint32_t *latencies_ns, size_t count) {
  qsort(latencies_ns, count, sizeof *latencies_ns, compare_u32);
  printf(" p50_us=%.2f p99_us=%.2f", latencies_ns[count / 2] / 1e3,
         latencies_ns[count * 99 / 100] / 1e3);
}

#endif
