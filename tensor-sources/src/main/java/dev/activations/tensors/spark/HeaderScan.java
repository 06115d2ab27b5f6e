package dev.activations.tensors.spark;

import dev.activations.tensors.TensorFileException;
import dev.activations.tensors.file.Selection;
import dev.activations.tensors.file.TensorFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/** Reads the headers of all files, several at a time, to know what the table's type is. */
final class HeaderScan {

    private static final int THREADS = 8;
    private static final int MOST_NAMES = 5;

    private final TensorHeaders headers;
    private final TensorOptions options;
    private final Configuration hadoop;

    HeaderScan(TensorHeaders headers, TensorOptions options, Configuration hadoop) {
        this.headers = headers;
        this.options = options;
        this.hadoop = hadoop;
    }

    /** Whether any tensor that the options ask for needs doubles; an error where there is no such tensor at all. */
    boolean needDoubles(List<FileStatus> files) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(THREADS, files.size()), HeaderScan::daemon);
        try {
            List<Future<TensorFile>> read =
                    files.stream().map(file -> pool.submit(() -> header(file))).toList();
            boolean any = false;
            boolean doubles = false;
            for (Future<TensorFile> header : read) {
                any |= !header.get().tensors().isEmpty();
                doubles |= header.get().tensors().stream()
                        .anyMatch(tensor -> tensor.type().needsDouble());
            }
            requireAny(any, files.get(0), read.get(0).get());
            return doubles;
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while headers were read", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tensor-headers");
        thread.setDaemon(true);
        return thread;
    }

    private TensorFile header(FileStatus file) throws IOException {
        try (HadoopBytes bytes = HadoopBytes.open(file.getPath(), file.getLen(), hadoop)) {
            return headers.read(bytes, Selection.of(options::wants));
        }
    }

    private void requireAny(boolean any, FileStatus first, TensorFile header) {
        if (!any && options.tensor() != null) {
            throw new TensorFileException(
                    HadoopBytes.text(first.getPath()),
                    "no tensor's whole name matches option tensor, %s; there are %s",
                    options.tensor(),
                    String.join(", ", header.names().stream().limit(MOST_NAMES).toList())
                            + (header.names().size() > MOST_NAMES ? " …" : ""));
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof RuntimeException runtime) {
            return runtime;
        } else if (failure instanceof IOException io) {
            return new UncheckedIOException(io);
        }
        return new IllegalStateException(failure);
    }
}
