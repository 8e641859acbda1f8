//! A square at the lower right that offers files to be dragged away, as a file manager would.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a program of the tests

use gtk::gdk::{DragAction, ModifierType};
use gtk::prelude::*;

fn main() {
    let paths = std::env::args_os().skip(1).map(|path| std::fs::canonicalize(path).expect("a file"));
    let uris: Vec<_> = paths.map(|path| gtk::glib::filename_to_uri(path, None).expect("a URI")).collect();
    gtk::init().expect("a display");
    let window = gtk::Window::new(gtk::WindowType::Popup);
    window.set_default_size(80, 60);
    window.move_(1320, 840);
    let square = gtk::EventBox::new();
    square.drag_source_set(ModifierType::BUTTON1_MASK, &[], DragAction::COPY);
    square.drag_source_add_uri_targets();
    square.connect_drag_data_get(move |_, _, data, _, _| {
        data.set_uris(&uris.iter().map(|uri| uri.as_str()).collect::<Vec<_>>());
    });
    square.connect_drag_end(|_, _| gtk::main_quit());
    window.add(&square);
    window.show_all();
    gtk::main();
}
