//! Compressing what is saved, and back: the browser does it, but on the page's own thread, so that it gets a part in each
//! task.

use std::rc::Rc;

use concord_core::store::Packed;
use js_sys::{Reflect, Uint8Array};
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, TransformStream, WritableStreamDefaultWriter};

use super::pause;

// web-sys still counts these among what may change.
#[wasm_bindgen]
extern "C" {
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

const FORMAT: &str = "deflate-raw";
/// How many bytes of a text are compressed at once, in some milliseconds.
const PACKED: usize = 100_000;
/// How many bytes are unpacked at once, to several times as many.
const UNPACKED: usize = 30_000;

/// The payload that is saved of a long text: the text itself where the browser cannot compress, or as soon as it is not
/// wanted any more.
pub async fn pack(text: String, is_wanted: impl Fn() -> bool) -> String {
    let Ok(stream) = CompressionStream::new(FORMAT) else { return text };
    let text = Rc::new(text);
    let mut bytes = Vec::new();
    let done = pass(Rc::clone(&text), PACKED, stream.unchecked_ref(), |chunk| {
        bytes.extend_from_slice(chunk);
        is_wanted()
    });
    match done.await {
        Some(()) => Packed { length: text.len(), bytes }.write(),
        None => Rc::unwrap_or_clone(text),
    }
}

/// The text of a packed payload; `None` if it is none, is longer than it says, or the browser cannot unpack it.
pub async fn unpack(payload: &str) -> Option<String> {
    let packed = Packed::read(payload)?;
    let mut unpacking = packed.unpacking();
    let stream = DecompressionStream::new(FORMAT).ok()?;
    pass(Rc::new(packed.bytes), UNPACKED, stream.unchecked_ref(), |chunk| unpacking.take(chunk)).await?;
    unpacking.finish()
}

/// Passes bytes through a stream, so many in each task, and each part that comes out to `take`, until that says that it is
/// enough; nothing if the stream failed or not all was taken.
async fn pass(
    bytes: Rc<impl AsRef<[u8]> + 'static>,
    at_once: usize,
    through: &TransformStream,
    mut take: impl FnMut(&[u8]) -> bool,
) -> Option<()> {
    let writer = through.writable().get_writer().ok()?;
    let reader: ReadableStreamDefaultReader = through.readable().get_reader().unchecked_into();
    spawn_local(async move {
        // If the stream fails, its reader is told.
        let _ = feed(&writer, (*bytes).as_ref(), at_once).await;
    });
    loop {
        let part = JsFuture::from(reader.read()).await.ok()?;
        if Reflect::get(&part, &JsValue::from("done")).ok()?.is_truthy() {
            return Some(());
        }
        let chunk: Uint8Array = Reflect::get(&part, &JsValue::from("value")).ok()?.dyn_into().ok()?;
        if !take(&chunk.to_vec()) {
            let _ = reader.cancel();
            return None;
        }
    }
}

async fn feed(writer: &WritableStreamDefaultWriter, bytes: &[u8], at_once: usize) -> Result<(), JsValue> {
    for part in bytes.chunks(at_once) {
        JsFuture::from(writer.write_with_chunk(&Uint8Array::from(part))).await?;
        pause().await;
    }
    JsFuture::from(writer.close()).await?;
    Ok(())
}
