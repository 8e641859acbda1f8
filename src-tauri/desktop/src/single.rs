//! One window: a second start hands its files to the window that is open, and ends. A start with expectations or keys of
//! its own opens a window of its own.

#[cfg(unix)]
pub(crate) use unix::plugin;

/// Elsewhere every start opens a window.
#[cfg(not(unix))]
pub(crate) fn plugin<R: tauri::Runtime>(
    _files: Option<Vec<std::path::PathBuf>>,
) -> tauri::plugin::TauriPlugin<R> {
    tauri::plugin::Builder::new("single").build()
}

#[cfg(unix)]
mod unix {
    use std::io::{BufRead, BufReader, Write};
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::{Path, PathBuf};

    use tauri::plugin::{Builder, TauriPlugin};
    use tauri::{AppHandle, Manager, Runtime};

    use crate::drops;

    /// The door of the window that is open, beside what the program keeps: only the same person reaches it.
    const DOOR: &str = "window.sock";

    /// Goes to the window that is open with these files, or else opens the door for those that come later. Without a list,
    /// this start is on its own.
    pub(crate) fn plugin<R: Runtime>(files: Option<Vec<PathBuf>>) -> TauriPlugin<R> {
        let setup = move |app: &AppHandle<R>, _| {
            let (Some(files), Ok(kept)) = (&files, app.path().app_config_dir()) else { return Ok(()) };
            let door = kept.join(DOOR);
            if hand_in(&door, files) {
                std::process::exit(0);
            }
            listen(&door, app.clone());
            Ok(())
        };
        Builder::new("single").setup(setup).build()
    }

    /// Whether a window took the files.
    pub(super) fn hand_in(door: &Path, files: &[PathBuf]) -> bool {
        let Ok(mut open) = UnixStream::connect(door) else { return false };
        serde_json::to_vec(files).is_ok_and(|line| open.write_all(&[line, b"\n".to_vec()].concat()).is_ok())
    }

    fn listen<R: Runtime>(door: &Path, app: AppHandle<R>) {
        // what is left there is of a window that was killed: nobody answered
        let _ = std::fs::remove_file(door);
        let _ = door.parent().map(std::fs::create_dir_all);
        // without a door every start has a window of its own, as elsewhere
        let Ok(listener) = UnixListener::bind(door) else { return };
        std::thread::spawn(move || {
            for visitor in listener.incoming().flatten() {
                if let Some(files) = brought(visitor) {
                    drops::opened(&app, files);
                    if let Some(window) = app.get_webview_window("main") {
                        let _ = window.unminimize().and_then(|()| window.set_focus());
                    }
                }
            }
        });
    }

    /// The files that a second start brings.
    pub(super) fn brought(visitor: UnixStream) -> Option<Vec<PathBuf>> {
        let mut line = String::new();
        BufReader::new(visitor).read_line(&mut line).ok()?;
        serde_json::from_str(&line).ok()
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn files_go_through_the_door_and_a_closed_one_takes_none() {
            let door = std::env::temp_dir().join(format!("ssoscope-{}.sock", std::process::id()));
            let files = vec![PathBuf::from("/a/with\nline.har"), PathBuf::from("/b.xml")];
            assert!(!hand_in(&door, &files));
            let listener = UnixListener::bind(&door).unwrap();
            assert!(hand_in(&door, &files));
            assert_eq!(brought(listener.accept().unwrap().0), Some(files));
            std::fs::remove_file(door).unwrap();
        }
    }
}
