//! How the page is painted: by the graphics device where there is one, else plainly.
//!
//! WebKitGTK paints in layers that a graphics device puts together. Without a device a program imitates one, which takes
//! a hundred megabytes and twice the time for a page that hardly moves. On every machine the scroll bars are our own
//! (`ui/src/app.css`), since without layers those of the system are painted over dialogs too.

use tauri::{Runtime, WebviewWindow};

/// Has the page painted without layers where no device would put them together.
#[cfg(target_os = "linux")]
pub(crate) fn fit<R: Runtime>(window: &WebviewWindow<R>) {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};
    if has_device() {
        return;
    }
    // a page that can't be reached is painted as ever
    let _ = window.with_webview(|page| {
        if let Some(settings) = page.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
}

/// Elsewhere the system's own web engine knows.
#[cfg(not(target_os = "linux"))]
pub(crate) fn fit<R: Runtime>(_window: &WebviewWindow<R>) {}

/// Whether the kernel knows a device that renders; NVIDIA's own driver may have another name for it.
#[cfg(target_os = "linux")]
fn has_device() -> bool {
    let of_nvidia = std::path::Path::new("/dev/nvidiactl").exists();
    let devices = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    of_nvidia || devices.into_iter().any(|device| device.file_name().to_string_lossy().starts_with("renderD"))
}
