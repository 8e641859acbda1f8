//! The button that closes a window, which only a window manager draws: what it sends is sent here.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, Window};

use crate::window::Failure;

/// Asks the window with this title to close (`WM_DELETE_WINDOW`, ICCCM 4.1.2.7); it may decline.
pub(crate) fn ask(display: &str, title: &str) -> Result<(), Failure> {
    let (connection, screen) = x11rb::connect(Some(display))?;
    let atom = |name: &str| Ok::<_, Failure>(connection.intern_atom(false, name.as_bytes())?.reply()?.atom);
    let (protocols, delete) = (atom("WM_PROTOCOLS")?, atom("WM_DELETE_WINDOW")?);
    let root = connection.setup().roots[screen].root;
    let window = titled(&connection, root, title, protocols)?.ok_or("no window has that title")?;
    let message = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
    connection.send_event(false, window, EventMask::NO_EVENT, message)?.check()?;
    Ok(())
}

/// The window that understands such a message and has this title.
fn titled(
    connection: &impl Connection,
    root: Window,
    title: &str,
    protocols: u32,
) -> Result<Option<Window>, Failure> {
    for window in connection.query_tree(root)?.reply()?.children {
        let name =
            connection.get_property(false, window, AtomEnum::WM_NAME, AtomEnum::STRING, 0, 64)?.reply()?;
        let understands = connection.get_property(false, window, protocols, AtomEnum::ATOM, 0, 8)?.reply()?;
        if name.value == title.as_bytes() && understands.value_len > 0 {
            return Ok(Some(window));
        }
    }
    Ok(None)
}
