package dev.activations.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.model.PlainText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A folder of MLflow's file store: a file's name, below {@code metrics}, {@code params} or {@code tags}, is a key, and its text
 * is the value.
 *
 * @param path below the output folder
 */
record MlflowFolder(FileSink files, String path) {

    /** The longest value of a tag that every version of MLflow takes; one of a parameter may have 6,000. */
    private static final int LONGEST_VALUE = 5000;

    /** @param name a safe one */
    MlflowFolder folder(String name) {
        return new MlflowFolder(files, path + "/" + name);
    }

    /** Writes a value, cut where MLflow would refuse it. */
    void write(String name, String value) throws IOException {
        writeWhole(name, cut(PlainText.lines(value)));
    }

    /** Writes the lines of a metric. */
    void writeWhole(String name, String text) throws IOException {
        try (OutputStream out = files.create(path + "/" + name)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Writes the YAML file that says what the folder is: one line for each name, each value as JSON, which YAML contains. */
    void writeMeta(ObjectNode meta) throws IOException {
        StringBuilder yaml = new StringBuilder();
        for (Map.Entry<String, JsonNode> entry : meta.properties()) {
            yaml.append(entry.getKey()).append(": ").append(entry.getValue()).append('\n');
        }
        writeWhole("meta.yaml", yaml.toString());
    }

    private static String cut(String value) {
        return value.codePointCount(0, value.length()) <= LONGEST_VALUE
                ? value
                : value.substring(0, value.offsetByCodePoints(0, LONGEST_VALUE - 1)) + "…";
    }
}
