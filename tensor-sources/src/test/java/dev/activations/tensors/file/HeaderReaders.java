package dev.activations.tensors.file;

import dev.activations.tensors.TensorFormat;
import java.io.IOException;

/** The reader for a file, by its ending. */
final class HeaderReaders {

    private HeaderReaders() {}

    static TensorFile read(FileBytes file) throws IOException {
        return read(file, Selection.of(name -> true));
    }

    static TensorFile read(FileBytes file, Selection selection) throws IOException {
        TensorFile.HeaderReader reader =
                switch (TensorFormat.byName(file.path()).orElseThrow()) {
                    case SAFETENSORS -> Safetensors::read;
                    case NPY -> Npy::read;
                    case NPZ -> Npz::read;
                    case PT -> Pt::read;
                    case ARROW -> throw new IllegalArgumentException();
                };
        return reader.read(file, selection);
    }
}
