//! How programs find and load their files.

mod commonjs;
mod error;
mod location;
mod package;
mod resolve;
mod source;
mod targets;

pub use commonjs::Lookup;
pub use error::{ErrorClass, ResolveError};
pub use location::{folder_of, join, path_of_url, url_of_path};
pub use package::{Package, PackageType};
pub use resolve::{Resolver, Warning};
pub use source::{Disk, Kind, Memory, Source};
