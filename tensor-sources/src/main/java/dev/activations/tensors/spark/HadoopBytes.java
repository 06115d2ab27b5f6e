package dev.activations.tensors.spark;

import dev.activations.tensors.file.FileBytes;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A file of any file system that Hadoop reaches, by positioned reads. */
final class HadoopBytes implements FileBytes {

    /** A read of an object store is a request. */
    private static final int BYTES_PER_REQUEST = 4 << 20;

    private final Path path;
    private final long length;
    private final FSDataInputStream in;
    private final boolean local;

    private HadoopBytes(Path path, long length, FSDataInputStream in, boolean local) {
        this.path = path;
        this.length = length;
        this.in = in;
        this.local = local;
    }

    /** @param length the file's length, which the caller has listed */
    static HadoopBytes open(Path path, long length, Configuration hadoop) throws IOException {
        FileSystem fileSystem = fileSystem(path, hadoop);
        boolean local = fileSystem instanceof RawLocalFileSystem || fileSystem instanceof LocalFileSystem;
        return new HadoopBytes(path, length, fileSystem.open(path), local);
    }

    /** Without the layer that looks for checksums in pieces of 512 bytes, where the local file has none. */
    private static FileSystem fileSystem(Path path, Configuration hadoop) throws IOException {
        FileSystem fileSystem = path.getFileSystem(hadoop);
        boolean unchecked =
                fileSystem instanceof LocalFileSystem local && !local.getRaw().exists(local.getChecksumFile(path));
        return unchecked ? ((LocalFileSystem) fileSystem).getRaw() : fileSystem;
    }

    @Override
    public String path() {
        return text(path);
    }

    /** The path without {@code file:} where it is a local one. */
    static String text(Path path) {
        return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int bytesPerRead() {
        return local ? FileBytes.super.bytesPerRead() : BYTES_PER_REQUEST;
    }

    @Override
    public void readFully(long position, byte[] into, int offset, int count) throws IOException {
        if (count > 0) {
            in.readFully(position, into, offset, count);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
