package dev.activations.tensors.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.activations.tensors.TensorFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The index of a model in several safetensors files, {@code model.safetensors.index.json}: its {@code weight_map} tells
 * which tensor is in which file beside it.
 */
final class ShardIndex {

    private static final String ENDING = ".safetensors.index.json";

    private ShardIndex() {}

    static boolean isOne(FileStatus file) {
        return file.getPath().getName().endsWith(ENDING);
    }

    /** Throws where a file that the index names is not among those to be read. */
    static void requireShards(FileStatus index, Collection<FileStatus> files, Configuration hadoop) {
        Path folder = index.getPath().getParent();
        Set<String> found = files.stream()
                .map(FileStatus::getPath)
                .filter(path -> path.getParent().equals(folder))
                .map(Path::getName)
                .collect(Collectors.toSet());
        String path = HadoopBytes.text(index.getPath());
        Set<String> missing = shards(index.getPath(), path, hadoop);
        boolean none = !missing.removeAll(found);
        if (none && !missing.isEmpty()) {
            throw new TensorFileException(
                    path,
                    "this is the index of a model in several files; load their folder, %s",
                    HadoopBytes.text(folder));
        }
        if (!missing.isEmpty()) {
            throw new TensorFileException(
                    path,
                    "the model is incomplete: %d of its files are missing, the first is %s",
                    missing.size(),
                    missing.iterator().next());
        }
    }

    private static Set<String> shards(Path index, String path, Configuration hadoop) {
        try (InputStream in = index.getFileSystem(hadoop).open(index)) {
            Set<String> shards = new TreeSet<>();
            for (JsonNode shard : new ObjectMapper().readTree(in).path("weight_map")) {
                shards.add(shard.asText());
            }
            return shards;
        } catch (IOException e) {
            throw new TensorFileException(e, path, "the index cannot be read as JSON");
        }
    }
}
