//! Processors, as `/proc` lists them.

use std::fs;

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

/// All processors; none if the system does not say.
///
/// Source: Node.js `os.cpus`.
pub fn cpus() -> Vec<Cpu> {
    let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let mut models = info.lines().filter_map(|line| field(line, "model name"));
    let mut last_model = "unknown".to_owned();
    let mut cpus = Vec::new();
    for line in stat.lines() {
        let Some(rest) = line.strip_prefix("cpu") else { continue };
        let Some((number, times)) = rest.split_once(' ') else { continue };
        let Ok(number) = number.parse::<usize>() else { continue };
        if let Some(model) = models.next() {
            last_model = model.to_owned();
        }
        cpus.push(cpu(number, times, &last_model));
    }
    cpus
}

fn field<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (key, value) = line.split_once(':')?;
    (key.trim() == name).then(|| value.trim())
}

fn cpu(number: usize, times: &str, model: &str) -> Cpu {
    // The kernel counts in hundredths of a second, on every machine, in what it shows to programs.
    let times: Vec<u64> =
        times.split_whitespace().map(|ticks| ticks.parse::<u64>().unwrap_or(0) * 10).collect();
    let time = |index: usize| times.get(index).copied().unwrap_or(0);
    let path = format!("/sys/devices/system/cpu/cpu{number}/cpufreq/scaling_cur_freq");
    let khz = fs::read_to_string(path).ok().and_then(|khz| khz.trim().parse::<u64>().ok());
    Cpu {
        model: model.to_owned(),
        speed_mhz: khz.unwrap_or(0) / 1000,
        user_ms: time(0),
        nice_ms: time(1),
        system_ms: time(2),
        idle_ms: time(3),
        interrupts_ms: time(5),
    }
}
