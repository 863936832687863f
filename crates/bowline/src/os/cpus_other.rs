//! Processors, where the system is not asked.

/// A processor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cpu {
    /// What it calls itself.
    pub model: String,
    /// Its speed in MHz; 0 if the system does not say.
    pub speed_mhz: u64,
    /// How long it ran programs, in milliseconds.
    pub user_ms: u64,
    /// How long it ran programs of low priority.
    pub nice_ms: u64,
    /// How long it ran the system.
    pub system_ms: u64,
    /// How long it did nothing.
    pub idle_ms: u64,
    /// How long it dealt with interrupts.
    pub interrupts_ms: u64,
}

/// All processors, of which nothing but the number is known.
///
/// Source: Node.js `os.cpus`.
pub fn cpus() -> Vec<Cpu> {
    let cpu = Cpu { model: "unknown".to_owned(), ..Cpu::default() };
    vec![cpu; super::available_parallelism()]
}
