package dev.activations.tensors.spark;

import dev.activations.tensors.TensorFileException;
import dev.activations.tensors.TensorFormat;
import dev.activations.tensors.file.FileBytes;
import dev.activations.tensors.file.Npy;
import dev.activations.tensors.file.Npz;
import dev.activations.tensors.file.Pt;
import dev.activations.tensors.file.Safetensors;
import dev.activations.tensors.file.Selection;
import dev.activations.tensors.file.TensorFile;
import java.io.IOException;

/** Which class reads the headers of which format. */
enum TensorHeaders {
    SAFETENSORS(TensorFormat.SAFETENSORS, Safetensors::read),
    NPY(TensorFormat.NPY, Npy::read),
    NPZ(TensorFormat.NPZ, Npz::read),
    PT(TensorFormat.PT, Pt::read);

    private final TensorFormat format;
    private final TensorFile.HeaderReader reader;

    TensorHeaders(TensorFormat format, TensorFile.HeaderReader reader) {
        this.format = format;
        this.reader = reader;
    }

    static TensorHeaders of(TensorFormat format) {
        return valueOf(format.name());
    }

    /** Reads a header; for a file of another format, the error names that format. */
    TensorFile read(FileBytes file, Selection selection) throws IOException {
        try {
            return reader.read(file, selection);
        } catch (TensorFileException e) {
            byte[] start = file.read(0, (int) Math.min(TensorFormat.FIRST_BYTES, file.length()));
            TensorFormat other = TensorFormat.byContent(start).orElse(format);
            if (other == format) {
                throw e;
            }
            throw new TensorFileException(
                    e,
                    file.path(),
                    "this is a file of format %s, not %s; read it with format(\"%s\")",
                    other.sparkName(),
                    format.sparkName(),
                    other.sparkName());
        }
    }
}
