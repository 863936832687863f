//! After each callback: the next-tick queue, then microtasks, until both are empty; then rejections.

use rquickjs::Ctx;

use crate::engine::{Job, run_job};
use crate::hooks::Origin;
use crate::shared::Shared;

impl Shared {
    /// The checkpoint of the loop.
    pub(crate) fn checkpoint(&self) {
        if self.skips_checkpoint.take() {
            return;
        }
        if self.has_ticks.get() || self.has_rejections.get() || self.is_job_pending() {
            self.enter(|ctx| self.drain(ctx));
        }
    }

    /// Runs both queues to their end, and what is to be done for rejections.
    ///
    /// If a tick throws and the program goes on, the rest stays queued until the next drain.
    pub(crate) fn drain(&self, ctx: &Ctx<'_>) {
        self.keeping_context(|| self.drain_queues(ctx));
    }

    fn drain_queues(&self, ctx: &Ctx<'_>) {
        while self.exit_code.get().is_none() {
            if self.has_ticks.take() && !self.run_hook(ctx, |hooks| &hooks.ticks) {
                self.has_ticks.set(true);
                return;
            }
            self.run_microtasks(ctx);
            if self.has_ticks.get() {
                continue;
            }
            if !self.has_rejections.take() {
                return;
            }
            self.tell_untold(ctx);
            self.run_hook(ctx, |hooks| &hooks.rejections);
        }
    }

    /// Runs microtasks until there is none.
    pub(crate) fn run_microtasks(&self, ctx: &Ctx<'_>) {
        self.keeping_context(|| self.run_jobs(ctx));
    }

    /// Afterwards the async context is what it was before.
    fn keeping_context(&self, act: impl FnOnce()) {
        let outer = self.watches_promises.get().then(|| self.async_context.borrow().clone());
        act();
        if let Some(outer) = outer {
            let inner = self.async_context.replace(outer);
            drop(inner);
        }
    }

    fn run_jobs(&self, ctx: &Ctx<'_>) {
        while self.exit_code.get().is_none() {
            if self.watches_promises.get() {
                self.enter_job_context();
            }
            match run_job(ctx) {
                Job::None => return,
                Job::Ran => {}
                Job::Threw(thrown) => {
                    self.report(ctx, thrown, Origin::Exception);
                    // The other microtasks run in the same drain.
                    self.skips_checkpoint.set(false);
                }
            }
        }
    }

    /// Says whether the hook returned; if it threw, the program was told.
    fn run_hook(&self, ctx: &Ctx<'_>, pick: crate::hooks::Pick) -> bool {
        let Some(hook) = self.hook(ctx, pick) else { return true };
        match hook.call::<_, ()>(()) {
            Ok(()) => true,
            Err(error) => {
                self.report_error(ctx, error, Origin::Exception);
                self.skips_checkpoint.set(false);
                false
            }
        }
    }
}

/// Runs the checkpoint from inside: for a module that calls several functions of the program in one
/// callback of the loop.
pub fn drain(ctx: &Ctx<'_>) {
    let shared = Shared::of(ctx);
    if shared.skips_checkpoint.take() {
        return;
    }
    shared.drain(ctx);
}
