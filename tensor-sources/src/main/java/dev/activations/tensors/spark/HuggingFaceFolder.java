package dev.activations.tensors.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.activations.tensors.TensorFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder that {@code save_to_disk} of Hugging Face datasets wrote: its {@code state.json} tells which files are the
 * data; others, such as {@code cache-….arrow}, are not.
 *
 * @param folder the folder
 * @param dataFiles the names of the data files
 */
record HuggingFaceFolder(Path folder, Set<String> dataFiles) {

    private static final String STATE = "state.json";

    /** The folder, if it is such a one. */
    static Optional<HuggingFaceFolder> of(Path folder, Configuration hadoop) throws IOException {
        Path state = new Path(folder, STATE);
        FileSystem fileSystem = state.getFileSystem(hadoop);
        if (!fileSystem.exists(state)) {
            return Optional.empty();
        }
        try (InputStream in = fileSystem.open(state)) {
            JsonNode json = new ObjectMapper().readTree(in);
            if (!json.path("_data_files").isArray()) {
                return Optional.empty();
            }
            if (json.path("_indices_data_files").size() > 0) {
                throw new TensorFileException(
                        HadoopBytes.text(state),
                        "the dataset is a selection by indices, which are not read; call flatten_indices() and save it"
                                + " again");
            }
            Set<String> names = new LinkedHashSet<>();
            json.path("_data_files")
                    .forEach(file -> names.add(file.path("filename").asText()));
            return Optional.of(new HuggingFaceFolder(folder, names));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // the state of something else
        }
    }

    /** Whether a file is data: always, but in such a folder only where it is listed. */
    static boolean isData(Path file, Configuration hadoop) throws IOException {
        return of(file.getParent(), hadoop)
                .map(folder -> folder.dataFiles.contains(file.getName()))
                .orElse(true);
    }

    /**
     * The data files among those that were listed.
     *
     * @throws TensorFileException where a data file of such a folder is not there, or nothing is left
     */
    static List<FileStatus> dataFiles(List<FileStatus> listed, Configuration hadoop) throws IOException {
        Map<Path, Optional<HuggingFaceFolder>> folders = new HashMap<>();
        List<FileStatus> data = new ArrayList<>();
        for (FileStatus file : listed) {
            Path folder = file.getPath().getParent();
            if (!folders.containsKey(folder)) {
                folders.put(folder, of(folder, hadoop));
                if (folders.get(folder).isPresent()) {
                    folders.get(folder).get().requireFiles(hadoop);
                }
            }
            if (folders.get(folder)
                    .map(found -> found.dataFiles.contains(file.getPath().getName()))
                    .orElse(true)) {
                data.add(file);
            }
        }
        if (data.isEmpty()) {
            throw new TensorFileException(
                    HadoopBytes.text(listed.get(0).getPath()),
                    "according to the state.json next to it, this is not a data file of its dataset");
        }
        return data;
    }

    private void requireFiles(Configuration hadoop) throws IOException {
        for (String name : dataFiles) {
            if (!folder.getFileSystem(hadoop).exists(new Path(folder, name))) {
                throw new TensorFileException(
                        HadoopBytes.text(new Path(folder, STATE)), "the dataset is incomplete: %s is missing", name);
            }
        }
    }
}
