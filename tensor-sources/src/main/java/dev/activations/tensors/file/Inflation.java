package dev.activations.tensors.file;

import dev.activations.tensors.TensorFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** A deflated member of a zip, inflated; says which member of which file is damaged. */
final class Inflation extends InflaterInputStream {

    private static final int BUFFER = 1 << 16;

    private final String path;
    private final String member;

    Inflation(InputStream stored, String path, String member) {
        super(stored, new Inflater(true), BUFFER);
        this.path = path;
        this.member = member;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return super.read(into, offset, length);
        } catch (ZipException | EOFException e) {
            throw new TensorFileException(e, path, "member '%s' is damaged: it does not inflate", member);
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        inf.end();
    }
}
