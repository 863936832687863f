/* pool <jobs> <in_flight>: that many empty jobs, so many at a time; each completion submits the next.
   Every 16th is timed: reading the clock for each would cost as much as a fifth of a job. */
#include "common.h"

typedef struct {
  uv_work_t work;
  uint64_t start_ns;
} job_t;

enum { TIMED_EVERY = 16 };

static uint64_t submitted, completed, timed, jobs;
static uint32_t *latencies_ns;

static void on_work(uv_work_t *work) { (void)work; }

static void on_done(uv_work_t *work, int status);

static void submit(job_t *job) {
  job->start_ns = submitted++ % TIMED_EVERY == 0 ? now_ns() : 0;
  CHECK(uv_queue_work(uv_default_loop(), &job->work, on_work, on_done));
}

static void on_done(uv_work_t *work, int status) {
  CHECK(status);
  job_t *job = (job_t *)work;
  completed++;
  if (job->start_ns != 0) latencies_ns[timed++] = (uint32_t)(now_ns() - job->start_ns);
  if (submitted < jobs) submit(job);
}

int main(int argc, char **argv) {
  jobs = argument(argc, argv, 1);
  uint64_t in_flight = argument(argc, argv, 2);
  latencies_ns = allocate(jobs, sizeof *latencies_ns);
  job_t *slots = allocate(in_flight, sizeof *slots);
  measure_start();
  for (uint64_t i = 0; i < in_flight && submitted < jobs; i++) submit(&slots[i]);
  uv_run(uv_default_loop(), UV_RUN_DEFAULT);
  measure_end();
  printf(" rate=%.0f", completed * 1e9 / wall_ns);
  print_percentiles(latencies_ns, timed);
  printf("\n");
  return completed == jobs ? 0 : 1;
}
