/* immediates <count>: a chain in which each immediate starts the next, as Node makes them of libuv: a
 * check handle runs them, an active idle handle keeps the loop from sleeping. */
#include "common.h"

static uint64_t left;
static uv_check_t check;
static uv_idle_t idle;

static void on_idle(uv_idle_t *handle) { (void)handle; }

static void on_check(uv_check_t *handle) {
  if (--left > 0) return;
  uv_check_stop(handle);
  uv_idle_stop(&idle);
}

int main(int argc, char **argv) {
  uv_loop_t *loop = uv_default_loop();
  left = argument(argc, argv, 1);
  measure_start();
  CHECK(uv_check_init(loop, &check));
  CHECK(uv_idle_init(loop, &idle));
  CHECK(uv_check_start(&check, on_check));
  CHECK(uv_idle_start(&idle, on_idle));
  uv_run(loop, UV_RUN_DEFAULT);
  measure_end();
  printf("\n");
  return 0;
}
