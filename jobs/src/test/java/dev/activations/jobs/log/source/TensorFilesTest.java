package dev.activations.jobs.log.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.tensors.TensorFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a look at a file of tensors tells before it is read. */
class TensorFilesTest {

    private static final int END_MARK = 8;

    @TempDir
    Path folder;

    @Test
    void arrowStreamCutBetweenTwoBatchesIsDetectedByItsMissingEndMark() throws IOException {
        byte[] stream = Files.readAllBytes(Path.of("../examples/digits.arrows"));

        assertThat(loss(stream)).isEmpty();
        assertThat(loss(Arrays.copyOf(stream, stream.length - END_MARK)))
                .isEqualTo("it ends without a stream's end mark: its writer was not closed, or its last rows are lost");
    }

    @Test
    void arrowFilesAndOtherFormatsHaveNoEndMark() throws IOException {
        assertThat(loss("ARROW1 and so on".getBytes())).isEmpty();
        assertThat(loss(new byte[] {-1, -1})).isEmpty();
    }

    private String loss(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("a.arrows"), bytes);
        return new TensorFiles(TensorFormat.ARROW)
                .examine(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration())
                .loss();
    }
}
