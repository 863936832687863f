/* pool <jobs> <in_flight>: that many empty jobs, so many at a time; each completion submits the next. */
#include "common.h"

typedef struct {
  uv_work_t work;
  uint64_t start_ns;
} job_t;

static uint64_t submitted, completed, jobs;
static uint32_t *latencies_ns;

static void on_work(uv_work_t *work) { (void)work; }

static void on_done(uv_work_t *work, int status);

static void submit(job_t *job) {
  submitted++;
  job->start_ns = now_ns();
  CHECK(uv_queue_work(uv_default_loop(), &job->work, on_work, on_done));
}

static void on_done(uv_work_t *work, int status) {
  CHECK(status);
  job_t *job = (job_t *)work;
  latencies_ns[completed++] = (uint32_t)(now_ns() - job->start_ns);
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
  print_percentiles(latencies_ns, jobs);
  printf("\n");
  return completed == jobs ? 0 : 1;
}
