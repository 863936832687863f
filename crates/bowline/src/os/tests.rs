use super::*;

#[test]
fn there_is_at_least_one_processor() {
    assert!(available_parallelism() >= 1);
    assert!(!cpus().is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn free_memory_is_a_part_of_all_memory() {
    assert!(free_memory() > 0);
    assert!(free_memory() < total_memory());
}

#[cfg(unix)]
#[test]
fn the_loopback_interface_is_internal_and_has_no_hardware_address() {
    let interfaces = network_interfaces().unwrap();
    let loopback = interfaces.iter().find(|interface| interface.address.is_loopback());
    let Some(loopback) = loopback else { return };
    assert!(loopback.is_internal);
    assert_eq!(loopback.mac, "00:00:00:00:00:00");
}

#[cfg(unix)]
#[test]
fn the_priority_of_no_process_is_esrch() {
    assert_eq!(priority(-1).unwrap_err().code(), "ESRCH");
    assert_eq!(priority(i32::MAX).unwrap_err().code(), "ESRCH");
    assert!(priority(0).is_ok());
}
