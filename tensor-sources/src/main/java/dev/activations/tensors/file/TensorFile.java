package dev.activations.tensors.file;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What a file's header tells.
 *
 * @param metadata the texts that the file has about itself; empty where the format has none
 * @param tensors the tensors that were asked for, in the file's order
 * @param names the names of all its tensors, wanted or not
 */
public record TensorFile(Map<String, String> metadata, List<Tensor> tensors, List<String> names) {

    /** Reads a header; one for each format. */
    @FunctionalInterface
    public interface HeaderReader {

        /**
         * The tensors that are asked for; those outside the selected part of the file may be among them.
         *
         * @throws dev.activations.tensors.TensorFileException where the header is damaged, or a tensor that is asked
         *     for is none that can be read
         */
        TensorFile read(FileBytes file, Selection selection) throws IOException;
    }
}
