/* timers <count> <distinct> <run>: start `count` timers with `distinct` delays, cancel every second
 * one, then let the others run (run = 1) or cancel them as well (run = 0). */
#include "common.h"

static uint64_t fired;

static void on_timer(uv_timer_t *timer) {
  (void)timer;
  fired++;
}

int main(int argc, char **argv) {
  uint64_t count = argument(argc, argv, 1), distinct = argument(argc, argv, 2);
  uint64_t run = argument(argc, argv, 3), expected = 0;
  uv_loop_t *loop = uv_default_loop();
  measure_start();
  uv_timer_t *timers = allocate(count, sizeof *timers);
  /* Timers that are to be cancelled wait long enough not to run before. */
  uint64_t base = run ? 1 : 600000;
  for (uint64_t i = 0; i < count; i++) {
    CHECK(uv_timer_init(loop, &timers[i]));
    CHECK(uv_timer_start(&timers[i], on_timer, base + i * 7919 % distinct, 0));
  }
  for (uint64_t i = 1; i < count; i += 2) CHECK(uv_timer_stop(&timers[i]));
  if (run) {
    expected = (count + 1) / 2;
    uv_run(loop, UV_RUN_DEFAULT);
  } else {
    uv_run(loop, UV_RUN_NOWAIT);
    for (uint64_t i = 0; i < count; i += 2) CHECK(uv_timer_stop(&timers[i]));
    uv_run(loop, UV_RUN_DEFAULT);
  }
  measure_end();
  printf("\n");
  return fired == expected ? 0 : 1;
}
