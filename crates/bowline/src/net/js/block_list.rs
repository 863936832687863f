//! Lists of addresses. JavaScript has checked the addresses.

use std::net::IpAddr;

use bowline_js::Text;
use rquickjs::class::Trace;
use rquickjs::{JsLifetime, Result};

use crate::net::{BlockList, parse};

#[rquickjs::class(rename = "BlockList")]
#[derive(Trace, JsLifetime)]
pub(super) struct BlockListClass {
    #[qjs(skip_trace)]
    list: BlockList,
}

#[rquickjs::methods(rename_all = "camelCase")]
impl BlockListClass {
    #[qjs(constructor)]
    fn new() -> BlockListClass {
        BlockListClass { list: BlockList::new() }
    }

    fn add_address(&self, address: Text) -> Result<()> {
        self.list.add_address(ip(&address)?);
        Ok(())
    }

    fn add_range(&self, start: Text, end: Text) -> Result<bool> {
        Ok(self.list.add_range(ip(&start)?, ip(&end)?))
    }

    fn add_subnet(&self, network: Text, prefix: u8) -> Result<()> {
        self.list.add_subnet(ip(&network)?, prefix);
        Ok(())
    }

    fn check(&self, address: Text) -> Result<bool> {
        Ok(self.list.check(ip(&address)?))
    }

    #[qjs(get)]
    fn rules(&self) -> Vec<String> {
        self.list.rules()
    }
}

fn ip(address: &Text) -> Result<IpAddr> {
    let parsed = parse(&address.0, 0);
    parsed
        .map(|address| address.ip())
        .ok_or_else(|| rquickjs::Error::new_from_js("string", "address"))
}
