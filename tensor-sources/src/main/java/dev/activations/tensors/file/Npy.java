package dev.activations.tensors.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** An npy file: one array, as {@code numpy.save} writes it. Its name is the file's without the ending. */
public final class Npy {

    private Npy() {}

    /** Reads and checks the header. */
    public static TensorFile read(FileBytes file, Selection selection) throws IOException {
        String name = file.stem();
        List<String> names = List.of(name);
        if (!selection.wants(name)) {
            return new TensorFile(Map.of(), List.of(), names);
        }
        try (InputStream in = new RangeStream(file, 0, file.length())) {
            NpyHeader header = NpyHeader.read(in, file.path(), name);
            TensorData data = new TensorData.Plain(header.length(), file.length() - header.length());
            return new TensorFile(Map.of(), List.of(header.tensor(file.path(), name, data)), names);
        }
    }
}
