//! Compressing what is saved, and back: the browser does it, beside the page's own thread.

use concord_core::store::Packed;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamDefaultReader, ReadableWritablePair};

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

/// The payload that is saved of a long text: the text itself where the browser cannot compress.
pub async fn pack(text: String) -> String {
    let mut bytes = Vec::new();
    let Ok(stream) = CompressionStream::new(FORMAT) else { return text };
    let done = pass(text.as_bytes(), stream.unchecked_ref(), |chunk| {
        bytes.extend_from_slice(chunk);
        true
    });
    match done.await {
        Some(()) => Packed { length: text.len(), bytes }.write(),
        None => text,
    }
}

/// The text of a packed payload; `None` if it is none, is longer than it says, or the browser cannot unpack it.
pub async fn unpack(payload: &str) -> Option<String> {
    let packed = Packed::read(payload)?;
    let mut unpacking = packed.unpacking();
    let stream = DecompressionStream::new(FORMAT).ok()?;
    pass(&packed.bytes, stream.unchecked_ref(), |chunk| unpacking.take(chunk)).await?;
    unpacking.finish()
}

/// Passes bytes through a stream, and each part that comes out to `take`, until that says that it is enough; nothing if
/// the stream failed or not all was taken.
async fn pass(bytes: &[u8], through: &ReadableWritablePair, mut take: impl FnMut(&[u8]) -> bool) -> Option<()> {
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()?;
    let stream = blob.stream().pipe_through(through);
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
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
