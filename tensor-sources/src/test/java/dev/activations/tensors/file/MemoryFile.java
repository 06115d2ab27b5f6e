package dev.activations.tensors.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of bytes in memory. */
public record MemoryFile(String path, byte[] bytes) implements FileBytes {

    public static MemoryFile of(Path path) throws IOException {
        return new MemoryFile(path.toString(), Files.readAllBytes(path));
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public void readFully(long position, byte[] into, int offset, int length) {
        System.arraycopy(bytes, Math.toIntExact(position), into, offset, length);
    }

    @Override
    public void close() {}
}
